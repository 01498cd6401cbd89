using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>Gathers what is wrong with one pack, in the order of its text.</summary>
internal sealed class ProblemList(string file)
{
    /// <summary>Nobody reads more, and a stranger's pack must not cost without bound.</summary>
    internal const int Most = 1000;

    private readonly List<PackProblem> items = [];
    private readonly HashSet<(Place, string, Text)> seen = [];

    public int Errors { get; private set; }

    public bool IsFull => items.Count >= Most;

    public void Add(Place at, string code, string zh, string en, string remedyZh, string remedyEn) => Add(at, code, new(zh, en), new(remedyZh, remedyEn), false);

    public void Warn(Place at, string code, string zh, string en, string remedyZh, string remedyEn) => Add(at, code, new(zh, en), new(remedyZh, remedyEn), true);

    public IReadOnlyList<PackProblem> InOrder() => [.. items.OrderBy(p => p.At.Line).ThenBy(p => p.At.Column)];

    private void Add(Place at, string code, Text message, Text remedy, bool warning)
    {
        if (IsFull || !seen.Add((at, code, message))) return;
        items.Add(new(file, at, code, message, remedy, warning));
        if (!warning) Errors++;
    }
}
