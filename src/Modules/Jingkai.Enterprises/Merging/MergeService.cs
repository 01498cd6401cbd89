using System.Globalization;
using System.Text.Json;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Localization;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>A merge as it is asked for; the file in the address is kept.</summary>
/// <param name="Merged">Permanent code or credit code of the file that goes.</param>
/// <param name="Fields">By field whose value stands: kept, merged, for lists also both. What is not named stays as proposed.</param>
/// <param name="Decisions">By key of a conflict whose value stands: kept or merged.</param>
/// <param name="Reason">Why the two are one.</param>
/// <param name="MergedVersion">Version of the file that goes, as the caller saw it; null: any.</param>
internal sealed record NewMerge(string? Merged, IReadOnlyDictionary<string, string>? Fields, IReadOnlyDictionary<string, string>? Decisions, string? Reason, int? MergedVersion = null);

/// <summary>What was merged, or brought back.</summary>
internal sealed record MergeDone(Guid Id, string Kept, string Gone, int Version);

/// <summary>What a merge keeps so that it can be undone.</summary>
/// <param name="Before">The kept file before.</param>
/// <param name="After">The kept file right after.</param>
/// <param name="Holders">By code of the holder: what moved.</param>
/// <param name="Counts">What moved, in words.</param>
internal sealed record MergeRecord(FileState Before, FileState After, IReadOnlyDictionary<string, string> Holders, IReadOnlyList<ReferenceCount> Counts);

/// <summary>Makes one file of two, and two of one again (docs/adr/0019). A merge is one transaction with everything that follows it.</summary>
internal sealed class MergeService(JingkaiDbContext db, RegisterService register, IEnumerable<IReferenceHolder> holders, EventHub events, AccessReader access, Localizer words, TimeProvider clock)
{
    private const int Longest = 500;

    private IReadOnlyList<IReferenceHolder> Holders => [.. holders.OrderBy(h => h.Code, StringComparer.Ordinal)];

    public async Task<Result<MergeDone>> MergeAsync(string key, NewMerge wanted, int? version, CancellationToken cancel) => Told(await JoinAsync(key, wanted, version, cancel));

    /// <summary>Brings back what was before. What the merge changed must stand as the merge left it; whatever else was written since stays
    /// with the kept file.</summary>
    public async Task<Result<MergeDone>> UndoAsync(string key, Guid id, string? why, int? version, CancellationToken cancel) => Told(await PartAsync(key, id, why, version, cancel));

    // Accounts may speak for another file now, and know it at once.
    private Result<MergeDone> Told(Result<MergeDone> done)
    {
        if (done.IsOk) access.Forget();
        return done;
    }

    private Task<Result<MergeDone>> JoinAsync(string key, NewMerge wanted, int? version, CancellationToken cancel) => db.InTransactionAsync<MergeDone>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Merge)) return ApiErrors.NotPermitted;
        var reason = TextNormal.Clean(wanted.Reason);
        if (reason.Length is 0 or > Longest) return reason.Length == 0 ? Register.Errors.ReasonRequired : Register.Errors.TooLong("reason", Longest);
        if (Judge(wanted) is { } wrong) return wrong;
        await register.HoldAsync(cancel);
        if (!(await OpenAsync(key, wanted.Merged, cancel)).Try(out var pair, out var refusal)) return refusal;
        var (kept, gone) = pair;
        if (version is { } seen && seen != kept.File.Version) return ApiErrors.Stale;
        if (wanted.MergedVersion is { } other && other != gone.File.Version) return Errors.Stale;

        var context = await RuleContext.LoadAsync(db, cancel);
        var (before, theirs) = (FileState.Of(kept, context), FileState.Of(gone, context));
        var merge = new Merge { ZoneId = db.ZoneId, KeptId = kept.File.Id, GoneId = gone.File.Id, Reason = reason, ById = db.Actor.MemberId, ByName = Me, At = clock.Now() };
        var move = Move(merge, wanted.Decisions ?? new Dictionary<string, string>(), $"{gone.File.Code} 并入 {kept.File.Code}：{reason}");
        var undecided = await ConflictsAsync(move, cancel);
        undecided.RemoveAll(c => move.Decisions.GetValueOrDefault(c.Key) is ReferenceSide.Kept or ReferenceSide.Merged);
        if (undecided.Count > 0) return Errors.Undecided(undecided);

        var moved = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var counts = new List<ReferenceCount>();
        foreach (var holder in Holders)
        {
            if (!(await holder.MoveAsync(db, move, cancel)).Try(out var did, out var held)) return held;
            moved[holder.Code] = did.Record;
            counts.AddRange(did.Counts);
        }

        // First the file that goes gives its code back, then the other may take it.
        (gone.File.VoidedAt, gone.File.VoidedBy, gone.File.VoidReason, gone.File.MergedIntoId) = (merge.At, Me, reason, kept.File.Id);
        await register.WriteAsync(gone, "merged-away", new FieldValues { ["mergedInto"] = $"{kept.File.Code} {kept.File.Name}", ["mergeReason"] = reason }, cancel);
        await events.PublishAsync(db, new EnterpriseChanged([gone.Snapshot]), cancel);
        var told = new FieldValues { ["mergedFrom"] = $"{gone.File.Code} {gone.File.Name}", ["mergeReason"] = reason };
        if (counts.Count > 0) told["mergeMoved"] = counts.ConvertAll(c => $"{c.What.Zh} {c.Count.ToString(CultureInfo.InvariantCulture)}");
        var written = await register.WriteAsync(kept, context, MergeFields.Input(before, theirs, gone.File.Code, wanted.Fields ?? new Dictionary<string, string>()), "merged", told, cancel);
        if (!written.IsOk) return written.Error;
        merge.Record = JsonSerializer.Serialize(new MergeRecord(before.Apart(db), FileState.Of(kept, context).Apart(db), moved, counts), JsonSerializerOptions.Web);
        db.Add(merge);
        await db.SaveChangesAsync(cancel);
        await events.PublishAsync(db, new EnterpriseChanged([kept.Snapshot]), cancel);
        return new MergeDone(merge.Id, kept.File.Code, gone.File.Code, kept.File.Version);
    }, cancel);

    private Task<Result<MergeDone>> PartAsync(string key, Guid id, string? why, int? version, CancellationToken cancel) => db.InTransactionAsync<MergeDone>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Merge)) return ApiErrors.NotPermitted;
        var reason = TextNormal.Clean(why);
        if (reason.Length is 0 or > Longest) return reason.Length == 0 ? Register.Errors.ReasonRequired : Register.Errors.TooLong("reason", Longest);
        await register.HoldAsync(cancel);
        var file = await EnterpriseKey.Find(db, key).AsNoTracking().Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
        var merge = await db.Set<Merge>().AsTracking().FirstOrDefaultAsync(m => m.Id == id && (m.KeptId == file || m.GoneId == file), cancel);
        if (file is null || merge is null) return ApiErrors.NotFound;
        if (merge.UndoneAt is not null) return Errors.AlreadyUndone;
        var (kept, gone) = await register.LockBothAsync(merge.KeptId, merge.GoneId, cancel);
        if (version is { } seen && seen != kept.File.Version) return ApiErrors.Stale;

        var context = await RuleContext.LoadAsync(db, cancel);
        var record = JsonSerializer.Deserialize<MergeRecord>(merge.Record, JsonSerializerOptions.Web)!;
        var (before, after, now) = (await record.Before.WholeAsync(db, cancel), await record.After.WholeAsync(db, cancel), FileState.Of(kept, context));
        var move = Move(merge, new Dictionary<string, string>(), $"撤销 {gone.File.Code} 并入 {kept.File.Code}：{reason}");
        var obstacles = await ObstaclesAsync(merge, kept.File, gone.File, record, before, after, now, move, cancel);
        if (obstacles.Count > 0) return Errors.CannotUndo(obstacles);

        foreach (var holder in Holders.Reverse().Where(h => record.Holders.ContainsKey(h.Code))) await holder.MoveBackAsync(db, move, record.Holders[holder.Code], cancel);
        var written = await register.WriteAsync(kept, context, MergeFields.Undo(before, after, now), "unmerged", new FieldValues { ["mergedFrom"] = $"{gone.File.Code} {gone.File.Name}", ["mergeReason"] = reason }, cancel);
        if (!written.IsOk) return written.Error;
        await events.PublishAsync(db, new EnterpriseChanged([kept.Snapshot]), cancel);
        (gone.File.VoidedAt, gone.File.VoidedBy, gone.File.VoidReason, gone.File.MergedIntoId) = (null, null, null, null);
        await register.WriteAsync(gone, "brought-back", new FieldValues { ["mergedInto"] = $"{kept.File.Code} {kept.File.Name}", ["mergeReason"] = reason }, cancel);
        (merge.UndoneAt, merge.UndoneBy, merge.UndoReason) = (clock.Now(), Me, reason);
        await db.SaveChangesAsync(cancel);
        await events.PublishAsync(db, new EnterpriseChanged([gone.Snapshot]), cancel);
        return new MergeDone(merge.Id, kept.File.Code, gone.File.Code, kept.File.Version);
    }, cancel);

    /// <summary>What both files have and only one can keep, asked of every holder.</summary>
    public async Task<List<ReferenceConflict>> ConflictsAsync(ReferenceMove move, CancellationToken cancel)
    {
        var conflicts = new List<ReferenceConflict>();
        foreach (var holder in Holders) conflicts.AddRange(await holder.ConflictsAsync(db, move, cancel));
        return conflicts;
    }

    private async Task<List<Text>> ObstaclesAsync(
        Merge merge, Enterprise kept, Enterprise gone, MergeRecord record, FileState before, FileState after, FileState now, ReferenceMove move, CancellationToken cancel)
    {
        var obstacles = new List<Text>();
        if (kept.MergedIntoId is not null)
        {
            var target = await RegisterService.FollowAsync(db, kept, cancel);
            return [Errors.GoneOn(target.Code, target.Name)];
        }

        if (kept.VoidedAt is not null) return [Errors.KeptVoided];
        var later = await (from m in db.Set<Merge>().AsNoTracking()
                           join e in db.Set<Enterprise>() on new { m.ZoneId, Id = m.GoneId } equals new { e.ZoneId, e.Id }
                           where m.KeptId == merge.KeptId && m.UndoneAt == null && m.At > merge.At
                           orderby m.At descending
                           select new { e.Code, e.Name }).ToListAsync(cancel);
        if (later.Count > 0) return later.ConvertAll(l => Errors.LaterMerge(l.Code, l.Name));
        obstacles.AddRange(MergeFields.ChangedSince(before, after, now).Select(f => Errors.FieldChanged(words.Both($"enterprises.field.{f}"))));
        if (gone.CreditCode is { } code && await register.HolderAsync(code, kept.Id, cancel) is { } holder) obstacles.Add(Errors.CodeTaken(holder.Code, holder.Name));
        foreach (var held in Holders.Where(h => record.Holders.ContainsKey(h.Code))) obstacles.AddRange(await held.ObstaclesAsync(db, move, record.Holders[held.Code], cancel));
        return obstacles;
    }

    private async Task<Result<(Dossier Kept, Dossier Gone)>> OpenAsync(string key, string? merged, CancellationToken cancel)
    {
        var kept = await EnterpriseKey.Find(db, key).AsNoTracking().Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
        if (kept is null) return ApiErrors.NotFound;
        var gone = string.IsNullOrWhiteSpace(merged) ? null : await EnterpriseKey.Find(db, merged).AsNoTracking().Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
        if (gone is null) return Errors.UnknownOther;
        if (kept == gone) return Errors.SameFile;
        var pair = await register.LockBothAsync(kept.Value, gone.Value, cancel);
        foreach (var file in (Enterprise[])[pair.A.File, pair.B.File])
        {
            if (file.MergedIntoId is not null) return Errors.MergedInto(await RegisterService.FollowAsync(db, file, cancel));
            if (file.VoidedAt is not null) return Register.Errors.Voided;
        }

        return pair;
    }

    private static Error? Judge(NewMerge wanted)
    {
        foreach (var (field, side) in wanted.Fields ?? new Dictionary<string, string>())
        {
            if (!MergeFields.All.Contains(field)) return Errors.UnknownField(field, MergeFields.All);
            if (!MergeFields.SidesOf(field).Contains(side)) return Errors.UnknownSide($"fields.{field}", side, MergeFields.SidesOf(field));
        }

        foreach (var (key, side) in wanted.Decisions ?? new Dictionary<string, string>())
            if (side is not (ReferenceSide.Kept or ReferenceSide.Merged)) return Errors.UnknownSide($"decisions.{key}", side, [ReferenceSide.Kept, ReferenceSide.Merged]);
        return null;
    }

    private static ReferenceMove Move(Merge merge, IReadOnlyDictionary<string, string> decisions, string reason) =>
        new(ReferenceKinds.Enterprise, merge.GoneId, merge.KeptId, merge.Id, reason.Length <= Longest ? reason : reason[..Longest], decisions);

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;
}
