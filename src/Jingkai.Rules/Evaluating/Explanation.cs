using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Telling;

namespace Jingkai.Rules.Evaluating;

/// <summary>Says of evaluated nodes what they looked at, what is missing and which unknown facts matter.</summary>
internal sealed class Explanation(RulePack pack, PackVersion version, FactSet facts, Cell[] values)
{
    public RulePack Pack { get; } = pack;

    public PackVersion Version { get; } = version;

    public FactSet Facts { get; } = facts;

    public Cell[] Values { get; } = values;

    public ConditionResult Condition(Clause clause)
    {
        var value = Values[clause.When.Id];
        bool? result = value.IsUnknown ? null : value.IsTrue;
        var told = clause.Text?.Render(Values) ?? Sentences.Of(clause.Syntax, Pack, Version);
        return new(clause.Id, told, result, Used(clause.When), result == false ? Lacking.Of(clause.When, Values) : null);
    }

    /// <summary>The facts below a node, each once, in the order of the pack.</summary>
    public IReadOnlyList<UsedFact> Used(Node node)
    {
        var used = new SortedDictionary<int, UsedFact>();
        Walk([node], n =>
        {
            if (n is not { Op: Op.Fact, Fact: { } fact }) return n.Arguments;
            var cell = Values[n.Id];
            used.TryAdd(fact.Index, new(fact, cell.IsUnknown ? null : Printing.Value(cell, fact.RuleType), Facts.NoteOf(fact)) { Cell = cell });
            return [];
        });
        return [.. used.Values];
    }

    /// <summary>The unknown facts because of which nodes are unknown, by code, in the order of the pack.</summary>
    public IReadOnlyList<string> Causes(IEnumerable<Node> nodes)
    {
        var causes = new SortedDictionary<int, string>();
        Walk(nodes, node =>
        {
            if (!Values[node.Id].IsUnknown && node.Op != Op.List) return [];
            if (node.Fact is not { } fact) return Open(node);
            causes.TryAdd(fact.Index, fact.Code);
            return [];
        });
        return [.. causes.Values];
    }

    /// <summary>The arguments that can make a node unknown: of a branch or a ladder only what is taken.</summary>
    private Node[] Open(Node node)
    {
        if (node.Op == Op.If && Values[node.Arguments[0].Id] is { IsUnknown: false } condition) return [node.Arguments[condition.IsTrue ? 1 : 2]];
        return node.Op == Op.Steps && !Values[node.Arguments[0].Id].IsUnknown && Scalars.Chosen(node, Values) is { } chosen ? [chosen] : node.Arguments;
    }

    /// <summary>Visits nodes and what each says lies below it, every node once; with a stack of its own, for chains are long.</summary>
    private static void Walk(IEnumerable<Node> roots, Func<Node, Node[]> visit)
    {
        var seen = new HashSet<int>();
        var open = new Stack<Node>(roots);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node.Id)) continue;
            foreach (var below in visit(node)) open.Push(below);
        }
    }
}
