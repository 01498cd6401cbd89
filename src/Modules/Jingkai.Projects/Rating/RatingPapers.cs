using System.Globalization;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>The templates of the contest: the bulletin of a round and the notice of a talk.</summary>
internal sealed class RatingTemplates : IDocumentTemplateSource
{
    private static readonly IReadOnlyList<DocumentTemplate> Shipped = TemplateCatalog.Embedded(typeof(RatingTemplates).Assembly, "Jingkai.Projects.Documents.");

    public IEnumerable<DocumentTemplate> Templates => Shipped;
}

/// <summary>Papers about rounds: whoever reads rounds may know of them.</summary>
internal sealed class RoundPaperSubject : IDocumentSubject
{
    public const string KindCode = "rating-round";

    public string Kind => KindCode;

    public async Task<bool> MayReadAsync(JingkaiDbContext db, string id, CancellationToken cancel) => db.Actor.May(ProjectsPermissions.Read) && await db.Set<RatingRound>().AnyAsync(r => r.Code == id, cancel);

    public Task IssuedAsync(JingkaiDbContext db, Document document, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Papers about what followed from a flag: talk notices, letters of supervision.</summary>
internal sealed class ConsequencePaperSubject : IDocumentSubject
{
    public const string KindCode = "consequence";

    public string Kind => KindCode;

    public async Task<bool> MayReadAsync(JingkaiDbContext db, string id, CancellationToken cancel) => await db.Set<Consequence>().AnyAsync(c => c.Code == id, cancel);

    public Task IssuedAsync(JingkaiDbContext db, Document document, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Drafts the papers of the contest from its records; an officer finishes them and another issues.</summary>
internal sealed class RoundPapers(JingkaiDbContext db, IDocuments documents, VerdictReader verdicts, ConsequenceReader consequences, RoundReader rounds)
{
    /// <summary>The most lines of a table in a paper.</summary>
    public const int MostLines = 200;

    private static readonly string[] Talks = [ConsequenceKinds.Talk, ConsequenceKinds.Explanation, ConsequenceKinds.Letter];

    /// <summary>Drafts the bulletin of a published round.</summary>
    /// <returns>Code of the paper; <c>round-not-published</c>.</returns>
    public Task<Result<string>> BulletinAsync(string code, CancellationToken cancel) => InChineseAsync(() => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        if (await rounds.RoundAsync(code, cancel) is not { } round) return ApiErrors.NotFound;
        if (round.State != RoundState.Published) return Errors.NotPublished;
        if (!(await verdicts.ReadAsync(code, null, cancel)).Try(out var table, out var error)) return error;
        var followed = (await consequences.ListAsync(new(Round: round.Code), PageRequest.Parse(null, "200").Value, cancel)).Items.Where(c => c.State != ConsequenceState.Withdrawn).ToList();
        var lines = table.Items.ToDictionary(i => i.Project, StringComparer.Ordinal);
        var fields = new JsonObject
        {
            ["round"] = round.Title,
            ["opening"] = $"{round.Title}评比已完成，参评项目{table.Items.Count(i => i.Flag is not null)}个：{string.Join("，", table.Flags.Where(f => f.Projects > 0).Select(f => $"{f.Name}{f.Projects}个"))}。现将评定结果通报如下。",
            ["praised"] = List(followed.Where(c => c.Kind == ConsequenceKinds.Commendation).Select(c => JsonValue.Create($"{c.Name}（{lines[c.Project].Unit ?? "—"}）"))),
            ["talks"] = List(followed.Where(c => Talks.Contains(c.Kind)).Select(c => new JsonObject { ["project"] = c.Name, ["unit"] = c.Unit, ["reason"] = lines[c.Project].Because ?? c.FlagName, ["due"] = c.DueOn is { } due ? Day(due) : null })),
            ["limits"] = List(followed.Where(c => c.Kind == ConsequenceKinds.Constraint).Select(c => new JsonObject { ["project"] = c.Name, ["factors"] = string.Join("、", c.FactorNames), ["release"] = c.Release })),
            ["table"] = List(table.Items.Where(i => i.Flag is not null).Select(i => new JsonObject { ["project"] = i.Name, ["unit"] = i.Unit, ["progress"] = Percent(i.Progress), ["gap"] = Points(i.Gap), ["flag"] = i.FlagName })),
        };
        var drafted = await documents.DraftAsync(new("rating-bulletin", Clean(fields)) { About = new(RoundPaperSubject.KindCode, round.Code, $"ratings/{round.Code}") }, cancel);
        return drafted.Try(out var paper, out error) ? paper.Code : error;
    }, cancel));

    /// <summary>Drafts the notice of a talk, or the letter of supervision, that followed from a flag.</summary>
    /// <returns>Code of the paper; <c>wrong-state</c> where nothing of the kind follows.</returns>
    public Task<Result<string>> NoticeAsync(string code, CancellationToken cancel) => InChineseAsync(() => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        if (!(await consequences.FindAsync(code, cancel)).Try(out var one, out var error)) return error;
        if (!Talks.Contains(one.Kind) || one.State == ConsequenceState.Withdrawn) return Errors.WrongState(one.State);
        if (!(await verdicts.ReadAsync(one.Round, null, cancel)).Try(out var table, out error)) return error;
        var line = table.Items.First(i => i.Project == one.Project);
        var facts = $"{one.Name}在{(await rounds.RoundAsync(one.Round, cancel))!.Title}评比中被评为“{one.FlagName}”（连续{line.InARow}轮，累计{line.InAll}轮）。{line.Because?.TrimEnd('。')}。";
        var talk = one.Kind == ConsequenceKinds.Talk;
        string[] demands = ["查明进度滞后原因，明确责任人", "制定整改方案，列出每半月应达到的形象进度", "整改进展随每轮进度一并填报"];
        var fields = talk
            ? new JsonObject { ["project"] = one.Name, ["reason"] = facts, ["demands"] = List(demands.Select(d => JsonValue.Create(d))), ["day"] = one.DueOn is { } due ? Iso(due) : null, ["within"] = "约谈之日起10个工作日内" }
            : new JsonObject { ["matter"] = $"{one.Name}进度滞后", ["source"] = one.Round, ["facts"] = facts, ["demands"] = List(demands.Select(d => JsonValue.Create(d))), ["deadline"] = one.DueOn is { } last ? Iso(last) : null };
        var drafted = await documents.DraftAsync(new(talk ? "rating-talk" : "supervision", Clean(fields)) { To = one.Unit, About = new(ConsequencePaperSubject.KindCode, one.Code, $"consequences/{one.Code}") }, cancel);
        return drafted.Try(out var paper, out error) ? paper.Code : error;
    }, cancel));

    /// <summary>Official papers are Chinese, whatever language their drafter reads.</summary>
    private static async Task<T> InChineseAsync<T>(Func<Task<T>> work)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            return await work();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static JsonArray List(IEnumerable<JsonNode?> items) => [.. items.Take(MostLines)];

    private static JsonObject Clean(JsonObject fields)
    {
        foreach (var (key, _) in fields.Where(f => f.Value is null or JsonArray { Count: 0 }).ToList()) fields.Remove(key);
        return fields;
    }

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Percent(decimal? value) => value is { } percent ? Rounding.Display(percent, 1).ToString("0.0", CultureInfo.InvariantCulture) + "%" : null;

    private static string? Points(decimal? gap) => gap is { } points ? Rounding.Display(points, 1).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : null;
}
