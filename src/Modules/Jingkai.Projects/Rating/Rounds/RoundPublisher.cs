using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>Makes a frozen table public: consequences follow, constraints whose release condition holds end, people are told.</summary>
internal sealed class RoundPublisher(JingkaiDbContext db, RoundService rounds, PackLibrary library, VerdictBook book, ConsequenceWriter consequences, ConsequenceEnds ends, NoticeWriter notices, TimeProvider clock)
{
    public const string Topic = "rating";

    /// <summary>Publishes a frozen round.</summary>
    /// <returns>Its code; <c>round-not-frozen</c>.</returns>
    public Task<Result<string>> PublishAsync(string code, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        await ends.HoldAsync(cancel);
        if (!(await rounds.TakeAsync(code, cancel)).Try(out var round, out var error)) return error;
        if (round.State != RoundState.Frozen) return Errors.NotFrozen;
        if (!(await library.FindAsync(round.Pack, round.PackHash, cancel)).Try(out var found, out error)) return error;
        var lines = await db.Set<RatingLine>().AsNoTracking().Where(l => l.RoundId == round.Id && l.VerdictId != null).ToListAsync(cancel);
        var verdicts = await book.ReadAsync([.. lines.Select(l => l.VerdictId!.Value)], cancel);
        var now = Tally.Moment(db, clock);
        (round.State, round.PublishedById, round.PublishedAt) = (RoundState.Published, db.Actor.MemberId, now);
        await ends.ReleaseAsync(round, lines, cancel);
        if (!(await consequences.ImposeAsync(round, [.. lines.OrderBy(l => l.Id).Select(l => (l.ProjectId, verdicts[l.VerdictId!.Value]))], cancel)).Try(out var followed, out error)) return error;

        await TellAsync(round, found.Pack, lines, now, cancel);
        AuditTrail.Record(db, clock.Now(), "published", nameof(RatingRound), round.Id.ToString(), round.Code, null, new { consequences = followed });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return round.Code;
    }, cancel);

    /// <summary>One notice a person: those who answer for a project and those who entered its progress.</summary>
    private async Task TellAsync(RatingRound round, RulePack pack, IReadOnlyList<RatingLine> lines, DateTime now, CancellationToken cancel)
    {
        var ids = lines.Select(l => l.ProjectId).ToHashSet();
        var people = await db.Set<Assignment>().AsNoTracking().Where(a => a.SubjectKind == ProjectScope.Kind && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)).Select(a => new { a.SubjectId, a.MemberId }).ToListAsync(cancel);
        var authors = await db.Set<ProgressEntry>().AsNoTracking().Where(e => e.Day >= round.StartsOn && e.Day <= round.EndsOn && e.ById != null).Select(e => new { SubjectId = e.ProjectId, MemberId = e.ById!.Value }).Distinct().ToListAsync(cancel);
        var flags = lines.ToDictionary(l => l.ProjectId, l => l.Flag!);
        foreach (var person in people.Concat(authors).Where(p => ids.Contains(p.SubjectId)).Distinct().GroupBy(p => p.MemberId).Where(p => p.Key != db.Actor.MemberId))
        {
            var told = person.Select(p => flags[p.SubjectId]).CountBy(f => f).Select(f => (Name: FlagWords.Of(pack, f.Key), f.Value)).ToList();
            notices.Add(db, new(person.Key, Topic, new($"{round.Title}已公布：{string.Join("、", told.Select(t => $"{t.Name.Zh}{t.Value}个"))}", $"Published: {round.Code}, {string.Join(", ", told.Select(t => $"{t.Name.En} {t.Value}"))}"), $"ratings/{round.Code}") { At = now });
        }
    }
}

/// <summary>What flags are called.</summary>
internal static class FlagWords
{
    public static Text Of(RulePack pack, string flag) => flag == VerdictWords.Unknown ? new("未能评定", "not decided") : pack.FlagOf(flag).Name;

    public static string Colour(RulePack pack, string flag) => flag == VerdictWords.Unknown ? "grey" : pack.FlagOf(flag).Colour;
}
