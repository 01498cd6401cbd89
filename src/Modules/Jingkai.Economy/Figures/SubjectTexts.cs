using Jingkai.Economy.Rollups;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Reads subjects as offices and programs write them: <c>zone</c>, <c>行业:36</c>, <c>主导产业:装备制造</c>, <c>园区:…</c>.</summary>
internal static class SubjectTexts
{
    /// <param name="text">The text.</param>
    /// <param name="named">Groups and parks of the zone, by canonical text of their name (<c>group:…</c>, <c>park:</c> and normalised name or id).</param>
    public static Result<Subject> Find(string? text, IReadOnlyDictionary<string, Subject> named)
    {
        var clean = TextNormal.Clean(text ?? "").Replace('：', ':');
        if (clean.Length == 0 || clean is "zone" or "全区" or "全区合计") return Subject.Zone;
        if (clean == Subjects.Union) return Subject.Union;
        var cut = clean.IndexOf(':');
        var (kind, value) = cut < 0 ? ("", clean) : (clean[..cut], clean[(cut + 1)..].Trim());
        switch (kind)
        {
            case "industry" or "行业":
                return Industry(value);
            case "group" or "主导产业":
                if (value == Subjects.Union) return Subject.Union;
                return named.TryGetValue("group:" + value, out var group) ? group : Unknown("group:" + value, "group:", named);
            case "park" or "园区":
                return named.TryGetValue("park:" + TextNormal.SearchKey(value), out var park) ? park : Unknown("park:" + value, "park:", named);
            default:
                return FigureErrors.UnknownSubject(clean, ["zone", "industry:36", "group:" + Subjects.Union]);
        }
    }

    private static Result<Subject> Industry(string value)
    {
        var found = IndustryCode.Find(value);
        if (found.IsOk) return new Subject(SubjectKind.Industry, found.Value.Code, found.Value.Name);
        var byName = IndustryCode.All.FirstOrDefault(i => i.Name == value);
        if (byName is not null) return new Subject(SubjectKind.Industry, byName.Code, byName.Name);
        return FigureErrors.UnknownSubject("industry:" + value, Indicators.Nearest.To(value, IndustryCode.All.Where(i => i.Level <= 2).Select(i => $"industry:{i.Code} {i.Name}")));
    }

    private static Error Unknown(string text, string prefix, IReadOnlyDictionary<string, Subject> named) => FigureErrors.UnknownSubject(
        text, [.. Indicators.Nearest.To(text, named.Where(n => n.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(n => prefix + n.Value.Name))]);
}
