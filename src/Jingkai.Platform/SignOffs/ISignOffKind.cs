using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.SignOffs;

/// <summary>A step to be taken.</summary>
/// <param name="Mode"><see cref="SignOffMode"/>.</param>
/// <param name="Title">What the step decides.</param>
/// <param name="Members">Who is asked.</param>
/// <param name="Permission">What they, and those they hand over to, must hold; null: any member.</param>
public sealed record StepPlan(string Mode, Text Title, IReadOnlyList<Guid> Members, string? Permission = null);

/// <summary>What a module asks to be signed.</summary>
/// <param name="Kind">Code of its <see cref="ISignOffKind"/>.</param>
/// <param name="SubjectKind">Kind of the subject.</param>
/// <param name="SubjectId">The subject's id or code.</param>
/// <param name="Title">What is asked for.</param>
/// <param name="Payload">What the kind needs to carry it out; kept as JSON.</param>
public sealed record SignOffRequest(string Kind, string SubjectKind, string SubjectId, Text Title, object Payload)
{
    /// <summary>Why, in the starter's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the subject opens, below <c>/z/{zone}/</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Whose matter it is; the starter's when null.</summary>
    public Guid? Owner { get; init; }

    /// <summary>抄送.</summary>
    public IReadOnlyList<Guid> Copies { get; init; } = [];
}

/// <summary>Carries out what was signed. One per kind, in the module that owns the subject.</summary>
public interface ISignOffKind
{
    /// <summary>Stable code, beginning with the module: <c>economy.lock</c>.</summary>
    string Code { get; }

    /// <summary>What the kind is called.</summary>
    Text Name { get; }

    /// <summary>The steps of a round, asked anew each time it is handed in.</summary>
    Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel);

    /// <summary>Does what was agreed, in the transaction of the last agreement. A refusal (the subject changed meanwhile) refuses
    /// that agreement and leaves the sign-off as it was.</summary>
    Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel);

    /// <summary>The starter took it back or a signer returned it; the default does nothing.</summary>
    Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) => Task.CompletedTask;
}
