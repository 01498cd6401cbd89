using System.Text.RegularExpressions;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;

namespace Jingkai.Economy.Indicators;

/// <summary>An indicator the zone defines beside the catalogue.</summary>
internal sealed record IndicatorInput(
    string? Code, string? Name, IReadOnlyList<string>? Aliases, string? NameEn, string? Unit, string? Frequency, string? Aggregation,
    string? GrowthBasis, string? JanFeb, string? Better, string? SourceDept, string? Definition);

/// <summary>Keeps the zone's own indicators.</summary>
internal sealed partial class ZoneIndicators(JingkaiDbContext db, IndicatorCatalog catalog)
{
    private static readonly string[] Aggregations = ["flow_ytd", "flow_year", "count_ytd", "stock", "rate", "avg"];
    private static readonly string[] Bases = ["real", "nominal", "comparable", "nominal-comparable", "pp", "count", "n/a"];

    public async Task<Result<Indicator>> AddAsync(IndicatorInput input, CancellationToken cancel = default)
    {
        var errors = new List<Error>();
        if (!CodePattern().IsMatch(input.Code ?? "")) errors.Add(Error.Invalid("bad-indicator-code", "代码由大写字母、数字和下划线组成。", "A code has capital letters, digits and underscores.", "code"));
        if (string.IsNullOrWhiteSpace(input.Name)) errors.Add(ApiErrors.Required("name"));
        if (string.IsNullOrWhiteSpace(input.Unit)) errors.Add(ApiErrors.Required("unit"));
        else if (Unit.Find(input.Unit) is { IsOk: false, Error: { } unknown }) errors.Add(unknown.At("unit"));
        if (input.JanFeb is not (null or "single" or "merged" or "n/a")) errors.Add(ApiErrors.BadFilter("janFeb", input.JanFeb));
        if (input.Better is not (null or "up" or "down" or "neutral" or "range" or "n/a")) errors.Add(ApiErrors.BadFilter("better", input.Better));
        foreach (var (field, text, most) in (ReadOnlySpan<(string, string?, int)>)
            [("name", input.Name, 60), ("unit", input.Unit, 20), ("nameEn", input.NameEn, 120), ("sourceDept", input.SourceDept, 60), ("definition", input.Definition, 2000), ("aliases", string.Join('|', input.Aliases ?? []), 400)])
            if (text?.Length > most) errors.Add(ApiErrors.TooLong(field, most));
        if (input.Frequency is not (null or "M" or "Q" or "Y")) errors.Add(ApiErrors.BadFilter("frequency", input.Frequency));
        if (input.Aggregation is { } a && !Aggregations.Contains(a)) errors.Add(ApiErrors.BadFilter("aggregation", a));
        if (input.GrowthBasis is { } g && !Bases.Contains(g)) errors.Add(ApiErrors.BadFilter("growthBasis", g));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if ((await catalog.FindAsync(input.Code, cancel)).IsOk) return Error.Conflict("indicator-code-taken", $"指标代码 {input.Code} 已存在。", $"The indicator code {input.Code} exists already.", "code");
        if ((await catalog.FindAsync(input.Name, cancel)).IsOk) return Error.Conflict("indicator-name-taken", $"指标名称“{input.Name}”已存在。", $"The indicator name \"{input.Name}\" exists already.", "name");
        db.Add(new ZoneIndicator
        {
            ZoneId = db.ZoneId,
            Code = input.Code!,
            NameZh = TextNormal.Clean(input.Name!),
            NameEn = input.NameEn ?? input.Name!,
            Aliases = string.Join('|', input.Aliases ?? []),
            Unit = input.Unit!,
            Frequency = input.Frequency ?? "M",
            Aggregation = input.Aggregation ?? "flow_ytd",
            GrowthBasis = input.GrowthBasis ?? "nominal",
            JanFeb = input.JanFeb ?? "single",
            Better = input.Better ?? "up",
            SourceDept = input.SourceDept ?? "",
            Definition = input.Definition ?? "",
        });
        await db.SaveChangesAsync(cancel);
        catalog.Forget();
        return (await catalog.FindAsync(input.Code, cancel)).Value;
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,39}$")]
    private static partial Regex CodePattern();
}
