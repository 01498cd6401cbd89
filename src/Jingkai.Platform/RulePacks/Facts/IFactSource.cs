using Jingkai.Kernel;
using Jingkai.Rules;

namespace Jingkai.Platform.RulePacks.Facts;

/// <summary>Something that packs are asked about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What people call it: <c>E2026-0001</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record RuleSubject(Guid Id, string Code, string Name);

/// <summary>Names the subjects of a kind, always within the reach of the caller. One per kind, in the module that owns them.</summary>
public interface ISubjectSource
{
    /// <summary>The kind, as packs write it: <c>enterprise</c>.</summary>
    string Subject { get; }

    /// <summary>What the kind is called.</summary>
    Text Name { get; }

    /// <summary>What a reader must hold to have subjects of this kind judged.</summary>
    string Permission { get; }

    /// <summary>All of them, in order of name.</summary>
    Task<IReadOnlyList<RuleSubject>> AllAsync(CancellationToken cancel);

    /// <summary>Those of some codes; what is not found is missing from the answer.</summary>
    Task<IReadOnlyList<RuleSubject>> FindAsync(IReadOnlyCollection<string> codes, CancellationToken cancel);

    /// <summary>Some whose names or codes contain a text.</summary>
    Task<IReadOnlyList<RuleSubject>> SuggestAsync(string text, int most, CancellationToken cancel);

    /// <summary>Where one opens, below <c>/z/{zone}/</c>.</summary>
    string PathOf(RuleSubject subject);
}

/// <summary>What is asked of a source.</summary>
/// <param name="On">The evaluation day: what became known only later is not told.</param>
/// <param name="Subjects">The subjects, within the reach of the caller.</param>
/// <param name="Wanted">Codes of the facts that the pack uses; a source looks nothing else up.</param>
public sealed record FactQuestion(DateOnly On, IReadOnlyList<RuleSubject> Subjects, IReadOnlySet<string> Wanted);

/// <summary>Gives facts about subjects of a kind. Modules contribute; packs and pages never know them.</summary>
public interface IFactSource
{
    /// <summary>The kind of subject.</summary>
    string Subject { get; }

    /// <summary>Codes of the facts it can give, of the <see cref="ShippedCatalogue"/>.</summary>
    IReadOnlyList<string> Offers { get; }

    /// <summary>Tells what it knows.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="tell">Takes a subject's id, the fact's code and its value. What is not told is unknown.</param>
    /// <param name="cancel">Cancels.</param>
    Task TellAsync(FactQuestion question, Action<Guid, string, GivenFact> tell, CancellationToken cancel);
}
