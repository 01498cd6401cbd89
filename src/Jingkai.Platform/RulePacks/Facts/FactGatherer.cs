using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Rules;

namespace Jingkai.Platform.RulePacks.Facts;

/// <summary>Finds subjects and gathers what every module knows of them.</summary>
public sealed class FactGatherer(IEnumerable<ISubjectSource> subjects, IEnumerable<IFactSource> sources, Actor actor)
{
    /// <summary>The kinds of subject that this installation has.</summary>
    public IReadOnlyList<ISubjectSource> Kinds { get; } = [.. subjects];

    /// <summary>The facts of a kind that can be looked up here, by code.</summary>
    public IReadOnlySet<string> Known(string subject) => sources.Where(s => s.Subject == subject).SelectMany(s => s.Offers).ToHashSet(StringComparer.Ordinal);

    /// <summary>The source of a kind.</summary>
    /// <returns>The source; <c>no-such-subject</c> when this installation has none of the kind; <c>not-permitted</c>.</returns>
    public Result<ISubjectSource> Source(string subject) =>
        Kinds.FirstOrDefault(k => k.Subject == subject) is not { } source ? PackErrors.NoSubject(subject)
        : actor.May(source.Permission) ? Result.Ok(source) : ApiErrors.NotPermitted;

    /// <summary>The facts of subjects as a pack reads them, in the order of the subjects.</summary>
    public async Task<IReadOnlyList<FactSet>> GatherAsync(RulePack pack, DateOnly on, IReadOnlyList<RuleSubject> of, CancellationToken cancel)
    {
        var wanted = pack.Used.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        var told = of.ToDictionary(s => s.Id, _ => new Dictionary<string, GivenFact>(StringComparer.Ordinal));
        foreach (var source in sources.Where(s => s.Subject == pack.Subject && s.Offers.Any(wanted.Contains)))
            await source.TellAsync(new(on, of, wanted), (id, code, value) => told[id][code] = value, cancel);
        return [.. of.Select(s => GivenFact.Read(pack, told[s.Id]))];
    }
}
