using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Register;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>The table of a round: every flag with its reasons, counters, consequences and what was changed after the freeze; or what another pack would make of the same facts.</summary>
internal sealed class VerdictReader(JingkaiDbContext db, ProjectReader projects, RoundReader rounds, PackLibrary library, VerdictBook book, ProjectFactReader facts, RoundHistory history)
{
    /// <summary>The verdicts of a round.</summary>
    /// <param name="code">The round.</param>
    /// <param name="other">Another pack to look at the same frozen facts with; null: the round's own.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The table; <c>round-not-published</c> before it is, except for those who publish it once it is frozen.</returns>
    public async Task<Result<RoundVerdicts>> ReadAsync(string code, string? other, CancellationToken cancel)
    {
        if (await rounds.RoundAsync(code, cancel) is not { } round) return ApiErrors.NotFound;
        var mayLook = round.State == RoundState.Published || (round.State == RoundState.Frozen && db.SeesAll(ProjectsPermissions.Rate));
        if (!mayLook) return Errors.NotPublished;
        var compared = other is not null && other != round.Pack;
        if (!(await library.FindAsync(compared ? other! : round.Pack, compared ? null : round.PackHash, cancel)).Try(out var found, out var error)) return error;
        if (found.Pack.Kind != PackKind.Rating || found.Pack.Subject != ProjectScope.Kind) return Errors.NotARating(found.Pack.Name);
        var lines = await db.Set<RatingLine>().AsNoTracking().Where(l => l.RoundId == round.Id).ToListAsync(cancel);
        var files = (await ProjectFile.LoadAsync(db, [.. lines.Select(l => l.ProjectId)], track: false, cancel)).ToDictionary(f => f.Project.Id);
        var words = await projects.BookAsync(cancel);
        var past = await history.FlagsBeforeAsync(round, cancel);
        var verdicts = compared ? await OtherAsync(round, found.Pack, lines, files, cancel) : await OwnAsync(lines, cancel);
        var edits = compared ? [] : await EditsAsync(round, found.Pack, lines, cancel);
        var follows = compared ? Array.Empty<(Guid, string)>().ToLookup(c => c.Item1, c => c.Item2) : (await db.Set<Consequence>().AsNoTracking().Where(c => c.RoundId == round.Id && c.State != ConsequenceState.Withdrawn).OrderBy(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.ProjectId, c => c.Code);
        var appealable = compared || round.State != RoundState.Published ? [] : await AppealableAsync(round, cancel);
        var items = lines.Where(l => files.ContainsKey(l.ProjectId)).Select(line =>
        {
            var (file, known, verdict) = (files[line.ProjectId], ProjectFacts.Kept(line.Facts), verdicts.GetValueOrDefault(line.ProjectId));
            var (progress, planned) = (known.GetValueOrDefault("progress")?.Number, known.GetValueOrDefault("planned_progress")?.Number);
            var flags = past[line.ProjectId].ToList();
            var flag = compared ? verdict?.Value : line.Flag;
            return new RatedProject(file.Project.Code, file.Project.Name, words.UnitName(line.UnitId))
            {
                ProjectId = file.Project.Id, Sponsor = words.NameOf(file.Holder("sponsor")), Attendant = words.NameOf(file.Holder("attendant")), VerdictId = compared ? null : line.VerdictId, Flag = flag,
                FlagName = flag is null ? null : Say(FlagWords.Of(found.Pack, flag)), Colour = flag is null ? null : FlagWords.Colour(found.Pack, flag), Progress = progress, Planned = planned, Gap = progress - planned,
                Because = Reason(verdict) is { } because ? Say(new(because.Zh.Replace(" pp", "个百分点", StringComparison.Ordinal), because.En)) : null, Lacking = verdict is null ? [] : [.. verdict.Unknown.Select(u => found.Pack.Fact(u)?.NameFor(CultureInfo.CurrentUICulture) ?? u)],
                InARow = compared || flag is null ? 0 : flags.AsEnumerable().Reverse().TakeWhile(f => f == flag).Count() + 1, InAll = compared || flag is null ? 0 : flags.Count(f => f == flag) + 1,
                Before = compared ? null : flags.LastOrDefault(), BeforeName = compared || flags.Count == 0 ? null : Say(FlagWords.Of(found.Pack, flags[^1])), Excuse = line.ExcuseReason, Appealed = compared ? null : line.FlagBefore,
                MayAppeal = appealable.Contains(line.ProjectId) && line.Flag is not null, LateEdits = edits.GetValueOrDefault(line.ProjectId) ?? [], Consequences = [.. follows[line.ProjectId]],
                Verdict = verdict is null ? null : RulesJson.Of(verdict, CultureInfo.CurrentUICulture),
            };
        }).OrderBy(i => Place(found.Pack, i.Flag)).ThenByDescending(i => i.Gap ?? decimal.MinValue).ThenBy(i => i.Project, StringComparer.Ordinal).ToList();
        return new RoundVerdicts(round.Code, found.Pack.Name, Say(found.Pack.Title), compared ? found.Pack.Hash : round.PackHash, round.EndsOn, round.State, RoundReader.Counts(found.Pack, items.Select(i => i.Flag).OfType<string>().CountBy(f => f).ToDictionary(StringComparer.Ordinal)), items, items.Count) { FirstTextFrom = compared ? FirstText(found.Pack, round) : null };
    }

    /// <summary>The first day of a pack that came into force only after the round: to look at what it would say, its first text is taken. Null: it had a text then.</summary>
    private static DateOnly? FirstText(RulePack pack, RatingRound round) => pack.Versions[0].From > round.EndsOn ? pack.Versions[0].From : null;

    private async Task<Dictionary<Guid, Verdict>> OwnAsync(IReadOnlyList<RatingLine> lines, CancellationToken cancel)
    {
        var read = await book.ReadAsync([.. lines.Select(l => l.VerdictId).OfType<Guid>()], cancel);
        return lines.Where(l => l.VerdictId is { } id && read.ContainsKey(id)).ToDictionary(l => l.ProjectId, l => read[l.VerdictId!.Value]);
    }

    /// <summary>The same frozen facts by another pack; its counters look back on its own rounds, if there were any.</summary>
    private async Task<Dictionary<Guid, Verdict>> OtherAsync(RatingRound round, RulePack pack, IReadOnlyList<RatingLine> lines, Dictionary<Guid, ProjectFile> files, CancellationToken cancel)
    {
        var judged = lines.Where(l => l.Facts is not null && files.ContainsKey(l.ProjectId)).ToList();
        var like = new RatingRound { Pack = pack.Name, ProjectKind = round.ProjectKind, StartsOn = round.StartsOn };
        var past = await history.BeforeAsync(like, [.. judged.Select(l => l.ProjectId)], cancel);
        var verdicts = await book.JudgeAsync(pack, FirstText(pack, round) ?? round.EndsOn, [.. judged.Select(l => new FrozenCase(new(l.ProjectId, files[l.ProjectId].Project.Code, files[l.ProjectId].Project.Name), ProjectFacts.Kept(l.Facts), past[l.ProjectId]))], cancel);
        return judged.Zip(verdicts).ToDictionary(j => j.First.ProjectId, j => j.Second);
    }

    /// <summary>Facts of the pack that read otherwise today than when they were frozen.</summary>
    private async Task<Dictionary<Guid, IReadOnlyList<LateEdit>>> EditsAsync(RatingRound round, RulePack pack, IReadOnlyList<RatingLine> lines, CancellationToken cancel)
    {
        var chinese = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
        var frozen = lines.Where(l => l.Facts is not null).ToList();
        var now = await facts.ReadAsync([.. frozen.Select(l => l.ProjectId)], round.EndsOn, round.StartsOn, cancel);
        // Places change with those of others; that is no edit of this project.
        var looked = pack.Used.Where(f => f.Code is not ("rank" or "ranked")).ToList();
        return frozen.Zip(now).ToDictionary(p => p.First.ProjectId, p =>
        {
            var then = ProjectFacts.Kept(p.First.Facts);
            return (IReadOnlyList<LateEdit>)[.. looked.Select(f => (Fact: f, Then: then.GetValueOrDefault(f.Code), Now: p.Second.GetValueOrDefault(f.Code))).Where(f => f.Then is null ? f.Now is not null : !f.Then.SameValue(f.Now))
                .Select(f => new LateEdit(f.Fact.Code, f.Fact.NameFor(CultureInfo.CurrentUICulture), f.Then?.Show(chinese), f.Now?.Show(chinese)))];
        });
    }

    private async Task<HashSet<Guid>> AppealableAsync(RatingRound round, CancellationToken cancel)
    {
        if (db.Actor.MemberId is null || await db.Set<RatingRound>().AnyAsync(r => r.Pack == round.Pack && r.StartsOn > round.EndsOn && (r.State == RoundState.Frozen || r.State == RoundState.Published), cancel)) return [];
        var open = db.Set<RatingAppeal>().Where(a => a.RoundId == round.Id && a.State == AppealState.Open).Select(a => a.ProjectId);
        return [.. await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, ProjectsPermissions.Appeal)).Where(p => db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == p.Id) && !open.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel)];
    }

    /// <summary>What the pack says of the verdict; where it says nothing, the condition that decided; null: none did.</summary>
    private static Text? Reason(Verdict? verdict) => verdict?.Because ?? (verdict?.Value == VerdictWords.Unknown ? null : verdict?.Conditions.FirstOrDefault(c => c.Result == true)?.Told);

    private static int Place(RulePack pack, string? flag) => flag is null ? int.MaxValue : pack.Flags.Select(f => f.Code).ToList().IndexOf(flag) is >= 0 and var at ? at : int.MaxValue - 1;

    private static string Say(Text text) => text.For(CultureInfo.CurrentUICulture);
}
