using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Living;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>A field of both files.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Kept">As the file that is kept has it; null: nothing. Contacts come masked.</param>
/// <param name="Merged">As the other has it.</param>
/// <param name="Same">Both say the same.</param>
/// <param name="Proposed">Whose value is proposed.</param>
/// <param name="Sides">What can be chosen.</param>
internal sealed record MergeField(string Field, string? Kept, string? Merged, bool Same, string Proposed, IReadOnlyList<string> Sides);

/// <summary>Something both have and only one can keep.</summary>
internal sealed record MergeConflict(string Key, string Title, string Kept, string Merged);

internal sealed record MergeSide(string Code, string? CreditCode, string Name, int Version);

/// <summary>Two files side by side, before they become one.</summary>
internal sealed record MergePreview(MergeSide Kept, MergeSide Merged, IReadOnlyList<MergeField> Fields, IReadOnlyList<MergeConflict> Conflicts);

internal sealed record MergedFile(string Code, string Name);

/// <summary>A merge in the history of a file.</summary>
/// <param name="Moved">What moved, with how many.</param>
internal sealed record MergeView(
    Guid Id, MergedFile Kept, MergedFile Gone, string Reason, string By, DateTime At, IReadOnlyList<string> Moved, DateTime? UndoneAt, string? UndoneBy, string? UndoReason);

/// <summary>Reads merges and what would be merged.</summary>
internal sealed class MergeReader(JingkaiDbContext db, MergeService service)
{
    /// <summary>Two files side by side. The first is kept.</summary>
    public async Task<Result<MergePreview>> PreviewAsync(string key, string? with, CancellationToken cancel)
    {
        if (await OneAsync(key, cancel) is not { } kept) return ApiErrors.NotFound;
        if (string.IsNullOrWhiteSpace(with) || await OneAsync(with, cancel) is not { } gone) return Errors.UnknownOther;
        if (kept.File.Id == gone.File.Id) return Errors.SameFile;
        foreach (var file in (Enterprise[])[kept.File, gone.File])
        {
            if (file.MergedIntoId is not null) return Errors.MergedInto(await RegisterService.FollowAsync(db, file, cancel));
            if (file.VoidedAt is not null) return Register.Errors.Voided;
        }

        var context = await RuleContext.LoadAsync(db, cancel);
        var (ours, theirs) = (FileState.Of(kept, context), FileState.Of(gone, context));
        var (left, right) = (View(kept, context), View(gone, context));
        var fields = MergeFields.All.Where(f => ours.Text(f) is not null || theirs.Text(f) is not null).Select(f => new MergeField(
            f, Show(left, f), Show(right, f), ours.Text(f) == theirs.Text(f), MergeFields.Proposed(ours, theirs, f), MergeFields.SidesOf(f))).ToList();
        var move = new ReferenceMove(ReferenceKinds.Enterprise, gone.File.Id, kept.File.Id, Guid.Empty, "", new Dictionary<string, string>());
        var conflicts = await service.ConflictsAsync(move, cancel);
        return new MergePreview(Side(kept), Side(gone), fields, [.. conflicts.Select(c => new MergeConflict(c.Key, c.Title.Current, c.Kept.Current, c.Merged.Current))]);
    }

    /// <summary>The merges a file was part of, the newest first.</summary>
    public async Task<IReadOnlyList<MergeView>> OfAsync(Guid file, CancellationToken cancel)
    {
        var merges = await db.Set<Merge>().AsNoTracking().Where(m => m.KeptId == file || m.GoneId == file).OrderByDescending(m => m.At).ToListAsync(cancel);
        if (merges.Count == 0) return [];
        var ids = merges.SelectMany(m => new[] { m.KeptId, m.GoneId }).Distinct().ToList();
        // Of a file outside the reader's scope nothing is told, not even that it was merged.
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => new MergedFile(e.Code, e.Name), cancel);
        return [.. merges.Where(m => files.ContainsKey(m.KeptId) && files.ContainsKey(m.GoneId)).Select(m => new MergeView(
            m.Id, files[m.KeptId], files[m.GoneId], m.Reason, m.ByName, m.At,
            [.. JsonSerializer.Deserialize<MergeRecord>(m.Record, JsonSerializerOptions.Web)!.Counts.Select(c => FormattableString.Invariant($"{c.Count} {c.What.Current}"))],
            m.UndoneAt, m.UndoneBy, m.UndoReason))];
    }

    private async Task<Dossier?> OneAsync(string key, CancellationToken cancel) => (await Dossier.LoadAsync(db, EnterpriseKey.Find(db, key), track: false, cancel)).FirstOrDefault();

    private EnterpriseView View(Dossier dossier, RuleContext context) => EnterpriseView.Of(dossier, context.Parks, context.Members, context.Terms, db.Today);

    private static MergeSide Side(Dossier dossier) => new(dossier.File.Code, dossier.File.CreditCode, dossier.File.Name, dossier.File.Version);

    private static string? Show(EnterpriseView view, string field) => field switch
    {
        "contacts" => view.Contacts.Count == 0 ? null : string.Join('、', view.Contacts.Select(c => string.Join(' ', new[] { c.Name, c.Phone, c.Post }.Where(t => !string.IsNullOrEmpty(t))))),
        "kinds" => string.Join('、', view.Kinds),
        "industryCode" when view.IndustryHistory.Count > 1 => string.Join('、', view.IndustryHistory.Select(s => $"{s.IndustryCode ?? "—"}（–{s.Until:yyyy-MM-dd}）")),
        "park" when view.ParkHistory.Count > 1 => string.Join('、', view.ParkHistory.Select(s => $"{s.Park ?? "—"}（–{s.Until:yyyy-MM-dd}）")),
        _ => FieldText.Of(view, field),
    };
}
