using System.Globalization;
using Jingkai.Economy.Analysis;
using Jingkai.Kernel;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Economy.Pages.Analysis;

/// <summary>What was typed into a form of many alike rows: read by name, with an objection to every number that is none.</summary>
internal sealed class Typed(IFormCollection form)
{
    /// <summary>The objections, in the order of reading.</summary>
    public List<Error> Problems { get; } = [];

    public string? Text(string name) => form[name] is { Count: > 0 } values && !string.IsNullOrWhiteSpace(values[0]) ? TextNormal.Clean(values[0]!) : null;

    /// <param name="name">Name in the form.</param>
    /// <param name="field">Name of the field in an objection.</param>
    public decimal? Number(string name, string field)
    {
        if (Text(name) is not { } text) return null;
        if (decimal.TryParse(TextNormal.HalfWidth(text).Replace(",", "", StringComparison.Ordinal).TrimEnd('%'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000_000m) return number;
        Problems.Add(AnalysisErrors.NotANumber(field));
        return null;
    }

    public decimal Required(string name, string field)
    {
        if (Text(name) is null) Problems.Add(AnalysisErrors.NotANumber(field));
        return Number(name, field) ?? 0;
    }

    public int Whole(string name, string field)
    {
        var number = Required(name, field);
        if (number == decimal.Truncate(number) && Math.Abs(number) < 10_000) return (int)number;
        Problems.Add(AnalysisErrors.NotANumber(field));
        return 0;
    }
}
