using Jingkai.Kernel;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Rating.Appeals;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Rounds;

namespace Jingkai.Projects.Pages.Rating;

/// <summary>What the page of a project shows of the contest.</summary>
internal sealed record ProjectRating(IReadOnlyList<RatingRound> Open, IReadOnlyList<GivenFlag> Flags, IReadOnlyList<ConsequenceView> Consequences, IReadOnlyList<AppealView> Appeals)
{
    private const int MostFlags = 60;

    public static async Task<ProjectRating> ReadAsync(Guid project, string code, RoundReader rounds, FlagBook flags, ConsequenceReader consequences, AppealReader appeals, CancellationToken cancel) => new(
        await rounds.OpenOfAsync(project, cancel), [.. (await flags.LatestAsync([project], MostFlags, cancel))[project]],
        (await consequences.ListAsync(new(Project: code), PageRequest.Parse(null, "100").Value, cancel)).Items, await appeals.OfProjectAsync(project, cancel));
}
