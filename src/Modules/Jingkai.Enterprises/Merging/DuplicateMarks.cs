using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>Two files and why they are not one enterprise.</summary>
/// <param name="First">Permanent code or credit code.</param>
/// <param name="Second">That of the other.</param>
/// <param name="Reason">How one knows.</param>
internal sealed record NewDuplicateMark(string? First, string? Second, string? Reason);

/// <summary>A mark as it stands.</summary>
internal sealed record DuplicateMarkView(Guid Id, MergedFile First, MergedFile Second, string Reason, string By, DateTime At, DateTime? WithdrawnAt, string? WithdrawnBy, string? WithdrawReason);

/// <summary>Marks pairs as 非重复 and takes that back.</summary>
internal sealed class DuplicateMarks(JingkaiDbContext db, TimeProvider clock)
{
    private const int Longest = 500;

    public Task<Result<DuplicateMarkView>> MarkAsync(NewDuplicateMark wanted, CancellationToken cancel) => db.InTransactionAsync<DuplicateMarkView>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Merge)) return ApiErrors.NotPermitted;
        var wrong = new List<Error>();
        var reason = Reason(wanted.Reason, wrong);
        var (first, second) = (await FileAsync(wanted.First, "first", wrong, cancel), await FileAsync(wanted.Second, "second", wrong, cancel));
        if (first is not null && first.Id == second?.Id) wrong.Add(Errors.SameFile.At("second"));
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        // Whoever merges holds the register too: a pair is not marked and merged at once.
        await RegisterLock.TakeAsync(db, cancel);
        var (a, b) = first!.Id.CompareTo(second!.Id) < 0 ? (first, second) : (second, first);
        if (await db.Set<DuplicateMark>().AnyAsync(m => m.FirstId == a.Id && m.SecondId == b.Id && m.WithdrawnAt == null, cancel)) return Errors.AlreadyMarked;
        var mark = new DuplicateMark { ZoneId = db.ZoneId, FirstId = a.Id, SecondId = b.Id, Reason = reason!, ById = db.Actor.MemberId, ByName = Me, At = clock.Now() };
        db.Add(mark);
        await db.SaveChangesAsync(cancel);
        return (await ViewsAsync([mark], cancel))[0];
    }, cancel);

    public Task<Result<DuplicateMarkView>> WithdrawAsync(Guid id, string? why, CancellationToken cancel) => db.InTransactionAsync<DuplicateMarkView>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Merge)) return ApiErrors.NotPermitted;
        var wrong = new List<Error>();
        var reason = Reason(why, wrong);
        var mark = await db.Set<DuplicateMark>().AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancel);
        if (mark is null) return ApiErrors.NotFound;
        if (wrong.Count > 0) return wrong[0];
        if (mark.WithdrawnAt is not null) return Errors.AlreadyWithdrawn;
        (mark.WithdrawnAt, mark.WithdrawnBy, mark.WithdrawReason) = (clock.Now(), Me, reason);
        await db.SaveChangesAsync(cancel);
        return (await ViewsAsync([mark], cancel))[0];
    }, cancel);

    /// <summary>Marks, the newest first; those taken back only when asked for.</summary>
    public async Task<IReadOnlyList<DuplicateMarkView>> ListAsync(bool withdrawn, CancellationToken cancel) =>
        await ViewsAsync(await db.Set<DuplicateMark>().AsNoTracking().Where(m => withdrawn || m.WithdrawnAt == null).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).ToListAsync(cancel), cancel);

    private async Task<IReadOnlyList<DuplicateMarkView>> ViewsAsync(IReadOnlyList<DuplicateMark> marks, CancellationToken cancel)
    {
        var ids = marks.SelectMany(m => new[] { m.FirstId, m.SecondId }).Distinct().ToList();
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => new MergedFile(e.Code, e.Name), cancel);
        return [.. marks.Where(m => files.ContainsKey(m.FirstId) && files.ContainsKey(m.SecondId))
            .Select(m => new DuplicateMarkView(m.Id, files[m.FirstId], files[m.SecondId], m.Reason, m.ByName, m.At, m.WithdrawnAt, m.WithdrawnBy, m.WithdrawReason))];
    }

    private async Task<Enterprise?> FileAsync(string? key, string field, List<Error> wrong, CancellationToken cancel)
    {
        var file = string.IsNullOrWhiteSpace(key) ? null : await EnterpriseKey.Find(db, key).AsNoTracking().FirstOrDefaultAsync(e => e.VoidedAt == null, cancel);
        if (file is null) wrong.Add(string.IsNullOrWhiteSpace(key) ? ApiErrors.Required(field) : Errors.UnknownOther.At(field));
        return file;
    }

    private static string? Reason(string? text, List<Error> wrong)
    {
        var reason = TextNormal.Clean(text);
        if (reason.Length == 0) wrong.Add(Register.Errors.ReasonRequired);
        else if (reason.Length > Longest) wrong.Add(Register.Errors.TooLong("reason", Longest));
        return reason;
    }

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;
}
