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
        return new(clause.Id, told, result, Used(clause.LooksAt), result == false ? Lacking.Of(clause.When, Values) : null);
    }

    /// <summary>The facts that a clause or an item looked at.</summary>
    public IReadOnlyList<UsedFact> Used(FactDeclaration[] looksAt) =>
        [.. looksAt.Select(Used)];

    private UsedFact Used(FactDeclaration fact)
    {
        var cell = Facts[fact];
        return new(fact, cell.IsUnknown ? null : Printing.Value(cell, fact.RuleType), Facts.NoteOf(fact)) { Cell = cell };
    }

    /// <summary>The unknown facts because of which nodes are unknown, by code, in the order of the pack.</summary>
    public IReadOnlyList<string> Causes(IEnumerable<Node> nodes)
    {
        var causes = new SortedDictionary<int, string>();
        Node.Walk(nodes, node =>
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
}
