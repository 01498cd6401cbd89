using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>Refusals of plan and tasks.</summary>
internal static class TaskErrors
{
    public const int LastWorkday = 25;

    public static Error UnknownSet(string text) => Error.Invalid("unknown-set", $"没有企业范围“{text}”，可用：above-scale（规上）、all（全部）、industry:36、group:…、park:…。", $"There is no set \"{text}\"; use above-scale, all, industry:36, group:… or park:….", "set");

    public static Error BadWorkday { get; } = Error.Invalid("bad-workday", $"次月第几个工作日截止，填1至{LastWorkday}。", $"Due on a working day of the next month, from 1 to {LastWorkday}.", "dueWorkday");

    public static Error NoMeasures { get; } = Error.Invalid("required", $"至少选一项指标，可用：{string.Join("、", Measures.All.Select(m => m.Indicator))}。", $"Choose at least one of {string.Join(", ", Measures.All.Select(m => m.Indicator))}.", "measures");

    public static Error UnknownUnit(string? name) => Error.Invalid("unknown-unit", $"没有部门“{name}”。", $"There is no unit \"{name}\".", "unit");

    public static Error LineTaken { get; } = Error.Conflict("plan-line-taken", "上报安排中已有这一项。", "The plan has this line already.");

    public static Error UnknownKind(string? kind) => Error.Invalid("unknown-kind", $"没有“{kind}”这类安排，可用：enterprises、office。", $"There is no kind \"{kind}\"; use enterprises or office.", "kind");

    public static Error NothingToRemind { get; } = Error.Conflict("nothing-to-remind", "没有可催的：都已报送，或今天已经催过。", "Nobody is to be reminded: all is in, or was reminded today.");
}
