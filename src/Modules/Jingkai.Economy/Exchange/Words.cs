using Jingkai.Kernel;

namespace Jingkai.Economy.Exchange;

/// <summary>Words of the field in ledgers and their codes in the store.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Bounds { get; } = ["约", "余", "近", "超", "不低于", "力争"];

    private static readonly Dictionary<string, string> Bases = new(StringComparer.Ordinal) { ["可比价"] = "real", ["现价"] = "nominal", ["可比口径"] = "comparable" };

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal) { ["快报"] = "flash", ["定报"] = "final", ["修订"] = "revised" };

    public static Result<string> Basis(string text) => Find(text, Bases);

    public static Result<string> Status(string text) => Find(text, Statuses);

    public static Result<string> Bound(string text) => Bounds.Contains(text) ? text : EconomyImportErrors.UnknownWord(text, string.Join("、", Bounds));

    public static string? BasisWord(string? code) => Bases.FirstOrDefault(b => b.Value == code).Key;

    public static string? StatusWord(string? code) => Statuses.FirstOrDefault(s => s.Value == code).Key;

    private static Result<string> Find(string text, Dictionary<string, string> words) =>
        words.TryGetValue(text, out var code) ? code : EconomyImportErrors.UnknownWord(text, string.Join("、", words.Keys));
}
