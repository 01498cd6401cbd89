using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>The term of a field: after how many months it is to be confirmed again.</summary>
internal sealed record FieldTermView(string Field, int Months, int UsualMonths);

/// <summary>Sets the terms of a zone.</summary>
internal sealed class TermService(JingkaiDbContext db)
{
    public static async Task<IReadOnlyList<FieldTermView>> ReadAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var terms = await FieldTerms.LoadAsync(db, cancel);
        return [.. ProvenanceFields.All.Select(f => new FieldTermView(f, terms.MonthsOf(f), FieldTerms.UsualMonths(f)))];
    }

    public Task<Result<int>> SetAsync(IReadOnlyDictionary<string, int?> months, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        if (months.Keys.FirstOrDefault(f => !ProvenanceFields.All.Contains(f)) is { } unknown) return Errors.UnknownField(unknown);
        foreach (var (field, count) in months)
            if (count is < 1 or > 60) return Errors.Months.At(field);
        // Of two who set terms at once, one sees the other's.
        await RegisterLock.TakeAsync(db, cancel);
        var stored = await db.Set<FieldTerm>().AsTracking().ToDictionaryAsync(t => t.Field, StringComparer.Ordinal, cancel);
        foreach (var (field, count) in months)
        {
            if (count is not { } wanted || wanted == FieldTerms.UsualMonths(field))
            {
                if (stored.TryGetValue(field, out var gone)) db.Remove(gone);
            }
            else if (stored.TryGetValue(field, out var known)) known.Months = wanted;
            else db.Add(new FieldTerm { ZoneId = db.ZoneId, Field = field, Months = wanted });
        }

        return await db.SaveChangesAsync(cancel);
    }, cancel);
}
