using Jingkai.Rules.Language;

namespace Jingkai.Rules.Packs;

/// <summary>Puts names into an order in which each stands behind those it needs. Walks with a stack of its own.</summary>
internal static class Ordering
{
    public static List<string> Sort(IEnumerable<string> names, Func<string, IEnumerable<string>> needs, out List<string> circular)
    {
        var (order, state) = (new List<string>(), new Dictionary<string, bool>(StringComparer.Ordinal));
        circular = [];
        var bad = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in names)
        {
            if (state.ContainsKey(root)) continue;
            var path = new Stack<(string Name, IEnumerator<string> Needs)>();
            state[root] = false;
            path.Push((root, needs(root).GetEnumerator()));
            while (path.TryPeek(out var top))
            {
                if (!top.Needs.MoveNext())
                {
                    path.Pop();
                    state[top.Name] = true;
                    if (!bad.Contains(top.Name)) order.Add(top.Name);
                }
                else if (!state.TryGetValue(top.Needs.Current, out var done))
                {
                    state[top.Needs.Current] = false;
                    path.Push((top.Needs.Current, needs(top.Needs.Current).GetEnumerator()));
                }
                else if (!done && bad.Add(top.Name))
                {
                    circular.Add(top.Name);
                }
            }
        }

        return order;
    }
}

/// <summary>The names that an expression uses.</summary>
internal static class Names
{
    public static IEnumerable<string> In(Syntax syntax) => syntax switch
    {
        NameSyntax name => [name.Name],
        ListSyntax list => list.Items.SelectMany(In),
        CallSyntax call => call.Arguments.SelectMany(In),
        NotSyntax not => In(not.Operand),
        NegateSyntax negate => In(negate.Operand),
        JoinSyntax join => join.Operands.SelectMany(In),
        ChainSyntax chain => In(chain.First).Concat(chain.Rest.SelectMany(r => In(r.Operand))),
        CompareSyntax compare => In(compare.Left).Concat(In(compare.Right)),
        InSyntax within => In(within.Value).Concat(In(within.List)),
        BetweenSyntax between => In(between.Value).Concat(In(between.Low)).Concat(In(between.High)),
        IsUnknownSyntax unknown => In(unknown.Value),
        PartialSyntax partial => In(partial.Read),
        _ => [],
    };
}
