using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>Where a case goes: a member, with that member's unit, or a unit.</summary>
internal sealed record CaseTarget(Guid? Member, Guid? Unit);

/// <summary>Finds members and units by what people and programs write.</summary>
internal sealed class CaseTargets(JingkaiDbContext db, CasePeople people)
{
    /// <summary>A unit by id or name, or a member who handles cases by id or sign-in name.</summary>
    public async Task<Result<CaseTarget>> FindAsync(string? to, CancellationToken cancel)
    {
        var text = TextNormal.Clean(to);
        if (text.Length == 0) return CaseErrors.ToRequired;
        if (await UnitAsync(text, cancel) is { } unit) return new CaseTarget(null, unit);
        return await MemberAsync(text, cancel) is { } member && await people.HandlesAsync(member.Id, cancel) ? new CaseTarget(member.Id, member.UnitId) : CaseErrors.UnknownTarget(to);
    }

    /// <summary>A unit by id or name.</summary>
    public async Task<Guid?> UnitAsync(string? text, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var (id, name) = (Guid.TryParse(text, out var parsed) ? parsed : Guid.Empty, text.Trim());
        return await db.Set<Accounts.Unit>().AsNoTracking().Where(u => u.Id == id || u.Name == name).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task<Member?> MemberAsync(string text, CancellationToken cancel)
    {
        var id = Guid.TryParse(text, out var parsed) ? parsed : Guid.Empty;
        return await (from m in db.Set<Member>().AsNoTracking() join a in db.Users on m.AccountId equals a.Id where m.Active && !a.Disabled && (m.Id == id || a.UserName == text) select m).FirstOrDefaultAsync(cancel);
    }
}
