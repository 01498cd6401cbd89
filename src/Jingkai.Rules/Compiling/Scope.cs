using Jingkai.Rules.Language;

namespace Jingkai.Rules.Compiling;

/// <summary>The names an expression may use: facts by code or Chinese name, parameters, definitions.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, FactDeclaration> facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public Scope(IEnumerable<FactDeclaration> facts)
    {
        foreach (var fact in facts)
        {
            this.facts.TryAdd(fact.Code, fact);
            if (fact.Zh is { } zh) this.facts.TryAdd(zh, fact);
        }
    }

    public FactDeclaration? Fact(string name) => facts.GetValueOrDefault(name);

    public void Define(string name, Node node) => names[name] = node;

    public Node? Named(string name)
    {
        if (!names.TryGetValue(name, out var node)) return null;
        used.Add(name);
        return node;
    }

    /// <summary>What a name stands for, without counting as a use.</summary>
    public Node? Peek(string name) => names.GetValueOrDefault(name);

    public bool IsUsed(string name) => used.Contains(name);

    public bool Knows(string name) => facts.ContainsKey(name) || names.ContainsKey(name);

    /// <summary>The known names that look most like a wrong one, best first.</summary>
    public IReadOnlyList<string> Nearest(string name)
    {
        // Long lists of names come from nobody's hand, and comparing with all of them would cost without bound.
        var candidates = names.Keys.Concat(facts.Keys).Where(n => Math.Abs(n.Length - name.Length) <= 3).Take(300);
        return [.. candidates.Select(n => (Name: n, Far: Distance.Between(n, name))).Where(c => c.Far <= Math.Max(1, name.Length / 3)).OrderBy(c => c.Far).ThenBy(c => c.Name, StringComparer.Ordinal).Take(3).Select(c => c.Name)];
    }

    /// <summary>The Chinese keyword that is glued to a known name, if that is what is wrong with a word.</summary>
    public string? Glued(string word) => Lexer.Glued(word, Knows);
}

/// <summary>How many letters two words differ by.</summary>
internal static class Distance
{
    private const int Longest = 64;

    public static int Between(string a, string b)
    {
        if (a.Length > Longest || b.Length > Longest) return int.MaxValue;
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> now = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) before[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }

            now.CopyTo(before);
        }

        return before[b.Length];
    }
}
