using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>A step of a request to sign, as its starter names it.</summary>
/// <param name="Mode"><see cref="SignOffMode"/>; <c>one</c> when null.</param>
/// <param name="Members">Ids or sign-in names of those asked.</param>
public sealed record NewStep(string? Mode, IReadOnlyList<string>? Members);

/// <summary>请示: something an officer puts to others.</summary>
/// <param name="Title">What is asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Steps">Who is asked, step by step.</param>
/// <param name="Copies">Ids or sign-in names of those who are told.</param>
public sealed record NewSignOff(string? Title, string? Reason, IReadOnlyList<NewStep>? Steps, IReadOnlyList<string>? Copies);

/// <summary>The kind that needs no module: its agreement is its effect. Everything else that officers put to one another by chat
/// message belongs here.</summary>
public sealed class GeneralSignOff : ISignOffKind
{
    /// <summary>Its code.</summary>
    public const string KindCode = "platform.general";

    private const int LongestTitle = 200;

    /// <inheritdoc />
    public string Code => KindCode;

    /// <inheritdoc />
    public Text Name { get; } = new("请示", "Request");

    /// <inheritdoc />
    public Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var steps = JsonSerializer.Deserialize<List<StoredStep>>(signOff.Payload, JobQueue.Json)!;
        return Task.FromResult(Result.Ok<IReadOnlyList<StepPlan>>([.. steps.Select((s, n) => new StepPlan(s.Mode, new($"第{n + 1}步", $"Step {n + 1}"), s.Members, SignOffScope.Permission))]));
    }

    /// <inheritdoc />
    public Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) => Task.FromResult(Result.Ok());

    /// <summary>Reads what an officer puts in.</summary>
    internal static async Task<Result<SignOffRequest>> RequestAsync(JingkaiDbContext db, NewSignOff input, CancellationToken cancel)
    {
        var errors = new List<Error>();
        var title = TextNormal.Clean(input.Title);
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        else if (title.Length > LongestTitle) errors.Add(Error.Invalid("too-long", $"标题不超过 {LongestTitle} 字。", $"A title has at most {LongestTitle} characters.", "title"));
        var members = await (from m in db.Set<Member>().AsNoTracking()
                             join a in db.Users on m.AccountId equals a.Id
                             select new { m.Id, a.UserName }).ToListAsync(cancel);
        Guid? Find(string name, string field)
        {
            var found = members.FirstOrDefault(m => m.UserName == name || (Guid.TryParse(name, out var id) && m.Id == id));
            if (found is null) errors.Add(SignOffErrors.UnknownMember(name, field));
            return found?.Id;
        }

        var steps = new List<StoredStep>();
        foreach (var step in input.Steps ?? [])
        {
            var mode = step.Mode ?? SignOffMode.One;
            var asked = (step.Members ?? []).Select(m => Find(m, "steps")).OfType<Guid>().ToList();
            if (mode is not (SignOffMode.One or SignOffMode.All or SignOffMode.Any) || asked.Count == 0 || (mode == SignOffMode.One && asked.Count > 1)) errors.Add(SignOffErrors.NoSteps);
            else steps.Add(new(mode, asked));
        }

        if (steps.Count == 0 && errors.All(e => e.Field != "steps")) errors.Add(SignOffErrors.NoSteps);
        if (SignOffService.Note(input.Reason, required: false) is { IsOk: false } reason) errors.Add(reason.Error);
        var copies = (input.Copies ?? []).Select(m => Find(m, "copies")).OfType<Guid>().ToList();
        return errors.Count > 0 ? ApiErrors.Invalid(errors) : new SignOffRequest(KindCode, "request", "", new(title, title), steps) { Reason = input.Reason, Copies = copies };
    }

    private sealed record StoredStep(string Mode, IReadOnlyList<Guid> Members);
}
