using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Register;

namespace Jingkai.Projects.Figures;

/// <summary>What puts a project into a count.</summary>
/// <param name="Code">Part of the indicator's code.</param>
/// <param name="Zh">Chinese word.</param>
/// <param name="En">English word.</param>
/// <param name="From">The milestone that puts it in.</param>
/// <param name="Until">The milestones of which the first takes it out again: counted at the end of the span; null: counted within the span.</param>
/// <param name="Rule">How the day is read, for the definition.</param>
internal sealed record ProjectEvent(string Code, string Zh, string En, string From, IReadOnlyList<string>? Until, Text Rule);

/// <summary>What is added up of the projects counted.</summary>
internal enum ProjectSum
{
    Count,

    Investment,

    Land,
}

/// <summary>A counted indicator of projects.</summary>
/// <param name="Event">What counts.</param>
/// <param name="Kind">Only this kind; null: all.</param>
/// <param name="Floor">Only of at least this total investment in 分.</param>
/// <param name="Ceiling">Only below this total investment in 分.</param>
/// <param name="Sum">What is added up.</param>
/// <param name="Indicator">How it stands in the catalogue.</param>
internal sealed record ProjectMeasure(ProjectEvent Event, string? Kind, long? Floor, long? Ceiling, ProjectSum Sum, CountedIndicator Indicator);

/// <summary>All counted indicators of projects by stage, kind and band. Each band is there in both readings: with the larger ones (nested) and without them
/// (separate), since reports say 其中 and leave open which.</summary>
internal static class ProjectMeasures
{
    public static Text Records { get; } = new("项目台账", "Investment projects");

    public static IReadOnlyList<ProjectEvent> Events { get; } =
    [
        new("SIGNED", "签约", "signed", "signed", null, new("签约日期在期内", "signed within the period")),
        new("STARTED", "开工", "started", "started", null, new("开工日期在期内，开工须经关口确认或承接自台账", "started within the period, as confirmed at the gate or taken over from a ledger")),
        new("COMPLETED", "竣工", "completed", "completed", null, new("竣工日期在期内", "completed within the period")),
        new("PRODUCTION", "投产", "in production", "production", null, new("投产（投用）日期在期内", "in production or use within the period")),
        new("LIBRARY", "入库（统计）", "entered in the statistics library", "library", null, new("项目入库日期在期内", "entered in the statistics library within the period")),
        new("BUILDING", "在建", "under construction", "started", ["completed", "production"], new("期末已开工、未竣工（未投产）、未终止", "started, neither completed nor in production and not given up on the last day")),
        new("TO_LAND", "已签约拟落地", "signed and to land", "signed", ["landed", "land", "started"], new("期末已签约、未落地（未取得用地、未开工）、未终止", "signed, not landed (neither land obtained nor started) and not given up on the last day")),
    ];

    private static readonly (string Code, string Kind)[] Kinds = [("IND", "industrial"), ("SRV", "services"), ("UPG", "upgrade"), ("URB", "urban"), ("GOV", "government"), ("SCI", "science")];

    private static readonly (string Code, string Zh, string En)[] Bands = [("1", "亿元以上", "of 100 million yuan or more"), ("10", "十亿元以上", "of a thousand million yuan or more"), ("50", "五十亿元以上", "of 5 thousand million yuan or more"), ("100", "百亿元以上", "of 10 thousand million yuan or more")];

    public static IReadOnlyList<ProjectMeasure> All { get; } = [.. Make()];

    private static IEnumerable<ProjectMeasure> Make()
    {
        foreach (var e in Events)
        {
            foreach (var (suffix, kind) in Kinds.Select(k => ("_" + k.Code, (string?)k.Kind)).Prepend(("", null)))
            {
                yield return Of(e, kind, suffix, null, ProjectSum.Count);
                yield return Of(e, kind, suffix, null, ProjectSum.Investment);
                if (e.Until is not null) yield return Of(e, kind, suffix, null, ProjectSum.Land);
                // Bands are reported of signings and starts, of all projects and of the two kinds that are promoted.
                if (e.Code is not ("SIGNED" or "STARTED") || kind is not (null or "industrial" or "services")) continue;
                for (var at = 0; at < Bands.Length; at++)
                {
                    yield return Of(e, kind, suffix, (at, false), ProjectSum.Count);
                    yield return Of(e, kind, suffix, (at, false), ProjectSum.Investment);
                    if (at + 1 < Bands.Length) yield return Of(e, kind, suffix, (at, true), ProjectSum.Count);
                }
            }
        }
    }

    private static ProjectMeasure Of(ProjectEvent e, string? kind, string suffix, (int At, bool Separate)? band, ProjectSum sum)
    {
        var size = band is { } b ? Bands[b.At] : default;
        long? floor = band is { } at ? ProjectFilter.Bands[Bands[at.At].Code] : null;
        long? ceiling = band is { Separate: true } below ? ProjectFilter.Bands[Bands[below.At + 1].Code] : null;
        var named = kind is null ? new Text("项目", "projects") : Named(Ladder.KindOf(kind)!);
        var (zh, en) = band is { Separate: true } s
            ? ($"不含{Bands[s.At + 1].Zh}", $"without those {Bands[s.At + 1].En}") : ("", "");
        var what = sum switch { ProjectSum.Count => new Text("数", ""), ProjectSum.Investment => new("总投资", "total investment of "), _ => new Text("用地", "land of ") };
        // Offices deliver figures of the same names; what the ledger counts stands beside them.
        var name = new Text($"{e.Zh}{size.Zh}{named.Zh}{what.Zh}（台账{(band is { Separate: true } ? "，" + zh : "")}）", Capital($"{what.En}{named.En}{(size.En is null ? "" : " " + size.En)} {e.En} (ledger{(band is { Separate: true } ? ", " + en : "")})"));
        var nested = band is null ? new Text("", "") : band.Value.Separate
            ? new("单列：不含更高一档。", " Separate: the larger band is left out.") : new("含更高各档（套算）。", " Nested: larger bands are part of it.");
        var counts = sum switch
        {
            ProjectSum.Investment => new Text("各项目总投资之和，未填总投资的不计；“约”“超”按所填数计。", " Sum of the total investments; projects without one are left out, about and over count as the number given."),
            ProjectSum.Land => new("各项目用地面积之和，未填的不计。", " Sum of their land; projects without are left out."),
            _ => default,
        };
        var code = $"PRJ_{e.Code}{suffix}{(band is null ? "" : $"_{size.Code}{(band.Value.Separate ? "X" : "")}")}{sum switch { ProjectSum.Investment => "_INV", ProjectSum.Land => "_LAND", _ => "" }}";
        return new(e, kind, floor, ceiling, sum, new(code, name, sum switch { ProjectSum.Count => "个", ProjectSum.Investment => "亿元", _ => "亩" },
            new($"{e.Rule.Zh}的{size.Zh}{named.Zh}；不含作废的和子项目。{nested.Zh}{counts.Zh}", $"{Capital(named.En)}{(size.En is null ? "" : " " + size.En)} {e.Rule.En}; voided ones and sub-projects are left out.{nested.En}{counts.En}"))
        {
            AtEnd = e.Until is not null, SourceDept = Records, Permission = ProjectsPermissions.Read, Better = e.Code == "TO_LAND" ? "neutral" : "up", RecordUnit = "个", Sum = sum != ProjectSum.Count, BaseName = sum == ProjectSum.Count ? null : new("项目数", "projects"),
        });
    }

    private static Text Named(ProjectKind kind) => new(kind.Zh, kind.En.ToLower(CultureInfo.InvariantCulture) + " projects");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
