using System.Globalization;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.RulePacks;

/// <summary>Subjects to judge.</summary>
/// <param name="On">The evaluation day; null: today.</param>
/// <param name="Subjects">Codes; null: all that the caller may see.</param>
/// <param name="Text">Hash of the text to go by; null: the one in force, else the one offered.</param>
internal sealed record TrialInput(DateOnly? On, IReadOnlyList<string>? Subjects, string? Text);

/// <summary>The packs of a zone over the interface.</summary>
internal static class RulePackEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/rule-packs", async (PackLibrary library, CancellationToken cancel) =>
        {
            var items = await library.ListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(RulePermissions.Read).WithSummary("The packs: adopted, proposed, and those that ship.");
        zone.MapGet("/rule-packs/{name}", async (string name, string? text, PackLibrary library, CancellationToken cancel) =>
            (await library.FindAsync(name, text, cancel)).Try(out var found, out var error) ? TypedResults.Ok(Told(found.Text, found.Pack, await library.TextsAsync(name, cancel))) : ApiResults.Problem(error))
            .RequirePermission(RulePermissions.Read).WithSummary("A pack in sentences: versions, parameters, conditions; its texts with who proposed and adopted them. text: the hash of one.");
        zone.MapPost("/rule-packs", Propose).RequirePermission(RulePermissions.Keep).WithIdempotency()
            .WithSummary("Proposes a text for adoption by a second person: pack (YAML) or shipped (the name of one that ships), from, reason. A broken text is 422 with line, column, code and remedy of every error.");
        zone.MapPost("/rule-packs/{name}/trials", Try).RequirePermission(RulePermissions.Read)
            .WithSummary("Judges subjects by a text without recording: with reasons those named, without reasons all. The text in force, else the one offered, unless text names another.");
        zone.MapGet("/rule-packs/{name}/changes", Compare).RequirePermission(RulePermissions.Read)
            .WithSummary("Who changes verdict between two texts (before, after: hashes) or two days (beforeOn, afterOn), with both verdicts and the conditions that changed.");
        zone.MapPost("/rule-packs/{name}/verdicts", async (string name, TrialInput body, VerdictBook book, Actor actor, CancellationToken cancel) =>
            (await book.RecordAsync(name, body.On ?? actor.Today, body.Subjects, cancel)).Try(out var run, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/rule-verdicts?run={run.Id}", new { run = run.Id, pack = name, hash = run.TextHash, on = run.Day, subjects = run.Subjects }) : ApiResults.Problem(error))
            .RequirePermission(RulePermissions.Keep).WithIdempotency().WithSummary("Judges subjects (all without subjects) by the text in force on a day and records the verdicts with facts and reasons.");
        zone.MapGet("/rule-verdicts", async (string? pack, string? subject, string? verdict, Guid? run, string? page, string? size, VerdictBook book, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var wanted, out var error) ? TypedResults.Ok(await book.ListAsync(pack, subject, verdict, run, wanted, cancel)) : ApiResults.Problem(error))
            .RequirePermission(RulePermissions.Verdicts).WithSummary("Recorded verdicts, the newest first.").Produces<PagedList<VerdictView>>();
        zone.MapGet("/rule-verdicts/{id:guid}", async (Guid id, VerdictBook book, CancellationToken cancel) => ApiResults.From(await book.FindAsync(id, cancel)))
            .RequirePermission(RulePermissions.Verdicts).WithSummary("A recorded verdict with facts, sources, days and reasons.").Produces<VerdictView>();
        zone.MapGet("/rule-verdicts/{id:guid}/reproduction", async (Guid id, VerdictBook book, CancellationToken cancel) => ApiResults.From(await book.ReproduceAsync(id, cancel)))
            .RequirePermission(RulePermissions.Verdicts).WithSummary("The verdict come to again from the text, facts, rounds and calendar kept with it, and whether it is the same.").Produces<Reproduction>();
    }

    private static async Task<IResult> Propose(PackProposal body, PackService service, PackShelf shelf, Actor actor, CancellationToken cancel)
    {
        var proposed = await service.ProposeAsync(body, cancel);
        if (proposed.Try(out var row, out var error)) return TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/rule-packs/{row.Name}?text={row.TextHash}", new { row.Name, hash = row.TextHash, from = row.FromOn, row.SignOff });
        var text = body.Shipped is { Length: > 0 } named ? shelf.Shipped.GetValueOrDefault(named) : body.Pack;
        return error.Code == PackErrors.Broken.Code && text is not null ? RulesEndpoints.Broken(service.Check(text)) : ApiResults.Problem(error);
    }

    private static async Task<IResult> Try(string name, TrialInput body, PackLibrary library, PackTrial trial, Actor actor, CancellationToken cancel)
    {
        if (!(await library.FindAsync(name, body.Text, cancel)).Try(out var found, out var error)) return ApiResults.Problem(error);
        var on = body.On ?? actor.Today;
        if (body.Subjects is not { } codes)
        {
            if (!(await trial.AllAsync(found.Pack, on, cancel)).Try(out var all, out error)) return ApiResults.Problem(error);
            return TypedResults.Ok(new { hash = found.Pack.Hash, on, counts = all.CountBy(v => v.Value).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(), items = all.Select(v => new { v.Subject.Code, v.Subject.Name, verdict = v.Value, v.Amount, v.Score }), total = all.Count });
        }

        if (!(await trial.TryAsync(found.Pack, on, codes, cancel)).Try(out var judged, out error)) return ApiResults.Problem(error);
        return TypedResults.Ok(new { hash = found.Pack.Hash, on, items = judged.Select(j => Told(j.Subject, RulesJson.Of(j.Verdict, CultureInfo.CurrentUICulture))), total = judged.Count });
    }

    private static async Task<IResult> Compare(string name, string? before, string? after, DateOnly? beforeOn, DateOnly? afterOn, PackLibrary library, PackTrial trial, Actor actor, CancellationToken cancel)
    {
        if (!(await library.FindAsync(name, before, cancel)).Try(out var first, out var error) || !(await library.FindAsync(name, after, cancel)).Try(out var second, out error)) return ApiResults.Problem(error);
        if (!(await trial.CompareAsync(first.Pack, second.Pack, beforeOn ?? actor.Today, afterOn ?? actor.Today, cancel)).Try(out var changes, out error)) return ApiResults.Problem(error);
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            before = first.Pack.Hash, after = second.Pack.Hash, total = changes.Count,
            items = changes.Select(c => new { c.Subject.Code, c.Subject.Name, before = RulesJson.Of(c.Change.Before, culture), after = RulesJson.Of(c.Change.After, culture), conditions = c.Change.Conditions, why = c.Change.Why.For(culture) }),
        });
    }

    private static JsonObject Told(RuleSubject subject, JsonObject verdict)
    {
        verdict["code"] = subject.Code;
        verdict["name"] = subject.Name;
        return verdict;
    }

    private static object Told(PackText text, RulePack pack, IReadOnlyList<PackText> texts)
    {
        var culture = CultureInfo.CurrentUICulture;
        object Condition(ReadCondition c) => new { c.Id, c.Flag, says = c.Says?.For(culture), sentence = c.Sentence.For(culture), c.Written };
        return new
        {
            pack.Name, title = pack.Title.For(culture), kind = PackLibrary.KindOf(pack), pack.Subject, pack.Hash, text.State, text.From,
            basis = new { pack.Basis.Document, pack.Basis.Issuer, pack.Basis.Url, note = pack.Basis.Note?.For(culture) },
            facts = pack.Facts.Select(f => new { f.Code, name = f.NameFor(culture), type = f.Type.ToString().ToLowerInvariant(), unit = f.Unit?.Symbol }),
            versions = PackReading.Of(pack).Select(v => new
            {
                v.From, v.To, parameters = v.Parameters.ToDictionary(p => p.Name, p => p.Value), conditions = v.Conditions.Select(Condition), v.Otherwise, amount = v.Amount?.For(culture),
                items = v.Items.Select(i => new { i.Id, says = i.Says?.For(culture), sentence = i.Sentence.For(culture), missing = i.Missing }),
                adjustments = v.Adjustments.Select(a => new { kind = a.Kind, condition = Condition(a.Condition), points = a.Points?.For(culture), a.Grade }), v.Grades,
            }),
            texts = texts.Select(t => new { t.Hash, t.State, t.From, t.Shipped, t.Reason, t.ProposedBy, t.ProposedAt, t.SignOff, t.AdoptedBy, t.AdoptedAt }),
            source = text.Source,
        };
    }
}
