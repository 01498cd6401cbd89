using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Documents;

/// <summary>What a request to sign a paper carries.</summary>
/// <param name="Document">Code of the paper.</param>
/// <param name="Signer">Who issues it.</param>
/// <param name="Cosigners">Who agrees before.</param>
internal sealed record DocumentRequest(string Document, Guid Signer, IReadOnlyList<Guid> Cosigners);

/// <summary>签发: the last agreement issues the paper.</summary>
internal sealed class DocumentSignOff(IServiceProvider services) : ISignOffKind
{
    public const string KindCode = "platform.document";

    public string Code => KindCode;

    public Text Name { get; } = new("公文签发", "Issue of a paper");

    // Asked for late: papers stand on sign-off, which asks for its kinds when it is made.
    private DocumentStore Store => services.GetRequiredService<DocumentStore>();

    private DocumentTrail Trail => services.GetRequiredService<DocumentTrail>();

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var request = Of(signOff);
        if (await Store.TakeAsync(request.Document, beyond: true, cancel) is not { State: DocumentState.Draft } document || (signOff.Round > 1 && document.SignOffCode != signOff.Code)) return DocumentErrors.HandedInAnew;
        var (people, writers) = (await Store.PeopleAsync(cancel), await Store.WritersAsync(document.Id, cancel));
        // Since it was returned, who signs it may have written of it.
        if (people.Of(request.Signer) is not { Issues: true } || writers.Contains(request.Signer)) return DocumentErrors.CannotSign("to");
        if (signOff.Round > 1 && !(await services.GetRequiredService<DocumentWriter>().ReadyAsync(document, cancel)).Try(out _, out var error)) return error;
        document.State = DocumentState.Signing;
        await Trail.AddAsync(document, DocumentVerb.Submit, signOff.Round > 1 ? null : signOff.Reason, [request.Signer, .. request.Cosigners], cancel);
        var steps = new List<StepPlan>();
        if (request.Cosigners.Count > 0) steps.Add(new(SignOffMode.All, new("会签", "Agree"), request.Cosigners, DocumentsModel.ReadPermission));
        steps.Add(new(SignOffMode.One, new("签发", "Issue"), [request.Signer], DocumentsModel.IssuePermission));
        return Result.Ok<IReadOnlyList<StepPlan>>(steps);
    }

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        if (await Store.TakeAsync(Of(signOff).Document, beyond: true, cancel) is not { State: DocumentState.Signing } document || document.SignOffCode != signOff.Code) return DocumentErrors.HandedInAnew;
        if (db.Actor.MemberId is { } me && (await Store.WritersAsync(document.Id, cancel)).Contains(me)) return DocumentErrors.WroteIt;
        return await services.GetRequiredService<DocumentIssuer>().IssueAsync(document, null, cancel);
    }

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        if (await Store.TakeAsync(Of(signOff).Document, beyond: true, cancel) is not { State: DocumentState.Draft or DocumentState.Signing } document || document.SignOffCode != signOff.Code) return;
        // Returned, it may be handed in again from there as well; taken back, it waits for nobody.
        if (signOff.State == SignOffState.Withdrawn) document.SignOffCode = null;
        if (document.State != DocumentState.Signing) return;
        document.State = DocumentState.Draft;
        await Trail.AddAsync(document, DocumentVerb.Return, null, [], cancel);
    }

    private static DocumentRequest Of(SignOff signOff) => JsonSerializer.Deserialize<DocumentRequest>(signOff.Payload, JsonSerializerOptions.Web)!;
}
