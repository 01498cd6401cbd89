using Jingkai.Kernel;

namespace Jingkai.Economy.Analysis;

/// <summary>One indicator of an assessment.</summary>
/// <param name="Code">Short code, unique in the scheme.</param>
/// <param name="Indicator">Indicator of the catalogue its own value comes from; null: entered only.</param>
/// <param name="Better">up or down.</param>
/// <param name="Weight">Its share of 100; null: an equal share of what its dimension has left.</param>
internal sealed record AssessmentItem(string Code, string Name, string? NameEn, string? Unit, string? Indicator, string Better = "up", decimal? Weight = null);

/// <summary>A first-level group of an assessment.</summary>
/// <param name="Weight">Its share of 100.</param>
/// <param name="Published">How many indicators the published scheme counts; null when that is not known.</param>
internal sealed record AssessmentDimension(string Name, string? NameEn, decimal Weight, int? Published, IReadOnlyList<AssessmentItem> Items);

/// <summary>An assessment as a zone keeps it.</summary>
/// <param name="Basis">Where it comes from and what of it is not known.</param>
internal sealed record AssessmentScheme(string Name, string? NameEn, string? Basis, string? BasisEn, IReadOnlyList<AssessmentDimension> Dimensions);

/// <summary>An item's part of a score.</summary>
/// <param name="Value">The value; null when missing.</param>
/// <param name="Weight">Points it can bring.</param>
/// <param name="Level">Its place between the lowest (0) and the highest (1) of all that have a value; null when missing.</param>
/// <param name="Points">Level × weight; 0 when missing.</param>
internal sealed record ItemScore(string Item, decimal? Value, decimal Weight, decimal? Level, decimal Points);

/// <summary>The score of one participant.</summary>
/// <param name="Score">Sum of points, out of 100. What is missing counts nothing, so it is a lower bound.</param>
/// <param name="Covered">Points that could have been had with the values that are known.</param>
/// <param name="Rank">1 for the highest score; equal scores share a rank.</param>
internal sealed record ParticipantScore(string Participant, decimal Score, decimal Covered, int Rank, IReadOnlyList<ItemScore> Items);

/// <summary>Scores by min-max over the participants, weighted. Ranks on unrounded scores.</summary>
internal static class AssessmentRules
{
    /// <summary>The weight of every item: its own, or an equal share of what its dimension has left.</summary>
    public static IReadOnlyDictionary<string, decimal> Weights(AssessmentScheme scheme)
    {
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var dimension in scheme.Dimensions)
        {
            var open = dimension.Items.Count(i => i.Weight is null);
            var left = dimension.Weight - dimension.Items.Sum(i => i.Weight ?? 0);
            foreach (var item in dimension.Items) weights[item.Code] = item.Weight ?? left / open;
        }

        return weights;
    }

    /// <param name="scheme">The scheme.</param>
    /// <param name="values">Values by participant and item; what is missing is absent.</param>
    public static IReadOnlyList<ParticipantScore> Score(AssessmentScheme scheme, IReadOnlyDictionary<string, IReadOnlyDictionary<string, decimal>> values)
    {
        var weights = Weights(scheme);
        var items = scheme.Dimensions.SelectMany(d => d.Items).ToList();
        var ranges = items.ToDictionary(i => i.Code, i => values.Values.Where(v => v.ContainsKey(i.Code)).Select(v => v[i.Code]).ToList() is { Count: > 0 } all ? (Low: all.Min(), High: all.Max()) : default, StringComparer.Ordinal);
        var scored = values.Select(p =>
        {
            var parts = items.Select(i =>
            {
                if (!p.Value.TryGetValue(i.Code, out var value)) return new ItemScore(i.Code, null, weights[i.Code], null, 0);
                var level = Level(value, ranges[i.Code].Low, ranges[i.Code].High, i.Better == "down");
                return new ItemScore(i.Code, value, weights[i.Code], level, level * weights[i.Code]);
            }).ToList();
            return (Participant: p.Key, Score: parts.Sum(s => s.Points), Covered: parts.Where(s => s.Value is not null).Sum(s => s.Weight), Parts: parts);
        }).ToList();
        return [.. scored.OrderByDescending(s => s.Score).ThenBy(s => s.Participant, StringComparer.Ordinal)
            .Select(s => new ParticipantScore(s.Participant, s.Score, s.Covered, 1 + scored.Count(o => o.Score > s.Score), s.Parts))];
    }

    /// <summary>0 for the worst, 1 for the best; where all are alike nobody is behind.</summary>
    private static decimal Level(decimal value, decimal low, decimal high, bool down) => high == low ? 1 : down ? (high - value) / (high - low) : (value - low) / (high - low);

    /// <summary>Why a scheme cannot be used; null when it can.</summary>
    public static Text? Problem(AssessmentScheme scheme)
    {
        if (string.IsNullOrWhiteSpace(scheme.Name) || scheme.Dimensions is null or { Count: 0 }) return new("方案须有名称和一级指标。", "A scheme needs a name and dimensions.");
        var items = scheme.Dimensions.SelectMany(d => d.Items ?? []).ToList();
        if (scheme.Dimensions.Any(d => d.Items is null or { Count: 0 } || string.IsNullOrWhiteSpace(d.Name))) return new("每个一级指标须有名称和至少一项指标。", "Every dimension needs a name and an item.");
        if (items.Any(i => string.IsNullOrWhiteSpace(i.Code) || string.IsNullOrWhiteSpace(i.Name) || i.Better is not ("up" or "down") || i.Weight < 0)) return new("指标须有代码、名称和方向（up或down），权重不为负。", "An item needs a code, a name and a direction (up or down); no weight is negative.");
        if (items.Select(i => i.Code).Distinct(StringComparer.Ordinal).Count() != items.Count) return new("指标代码重复。", "An item's code occurs twice.");
        if (scheme.Dimensions.Sum(d => d.Weight) != 100) return new("一级指标权重合计须为100。", "The weights of the dimensions must add up to 100.");
        return scheme.Dimensions.Any(d => d.Items.Sum(i => i.Weight ?? 0) is var fixedSum && (d.Items.All(i => i.Weight is not null) ? fixedSum != d.Weight : fixedSum > d.Weight))
            ? new("指标权重之和须等于所属一级指标的权重。", "The items' weights must add up to their dimension's.") : null;
    }
}
