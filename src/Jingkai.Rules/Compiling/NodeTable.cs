using System.Globalization;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Compiling;

/// <summary>The nodes of a version, each kept once; folds what is constant.</summary>
internal sealed class NodeTable
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<string, Node> known = new(StringComparer.Ordinal);
    private Cell[] constants = new Cell[64];

    public IReadOnlyList<Node> Nodes => nodes;

    public Node Constant(Cell value, RuleType type) =>
        Intern($"{KeyOf(value)}:{type.Key}", id => new(id, Op.Constant, [], type) { Value = value });

    public Node Fact(FactDeclaration fact) => Intern($"fact {fact.Code}", id => new(id, Op.Fact, [], fact.RuleType) { Fact = fact });

    public Node Previous(FactDeclaration fact, int rounds) =>
        Intern(string.Create(CultureInfo.InvariantCulture, $"previous {rounds} {fact.Code}"), id => new(id, Op.Previous, [], fact.RuleType) { Fact = fact, Rounds = rounds });

    public Node Counter(Op op, IReadOnlyList<string> flags) => Intern($"{op} {string.Join(',', flags.Select(f => f.Length + f))}", id => new(id, op, [], RuleType.Number(Measure.Number)) { Flags = flags });

    public Node Broken() => Intern("broken", id => new(id, Op.Broken, [], RuleType.Broken));

    public Node Make(Op op, RuleType type, params Node[] arguments)
    {
        if (arguments.Any(a => a.IsBroken) || type.IsBroken) return Broken();
        var isConstant = op is not (Op.List or Op.YearsSince or Op.MonthsSince or Op.WorkingDays) && arguments.Length > 0 && arguments.All(a => a.IsConstant || IsConstantList(a));
        if (isConstant) return Constant(Fold(op, type, arguments), type);
        var key = $"{op}:{type.Key}:{string.Join(',', arguments.Select(a => a.Id))}";
        var value = op == Op.List && arguments.All(a => a.IsConstant) ? Cell.Of([.. arguments.Select(a => a.Value)]) : default;
        return Intern(key, id => new(id, op, arguments, type) { Value = value });
    }

    /// <summary>A list of constants has its value at once, yet keeps its items for <c>steps</c>.</summary>
    private static bool IsConstantList(Node node) => node.Op == Op.List && node.Arguments.All(a => a.IsConstant);

    private Cell Fold(Op op, RuleType type, Node[] arguments) => Scalars.Apply(new Node(-1, op, arguments, type), constants, null);

    private Node Intern(string key, Func<int, Node> make)
    {
        if (known.TryGetValue(key, out var node)) return node;
        node = make(nodes.Count);
        nodes.Add(node);
        known.Add(key, node);
        if (nodes.Count > constants.Length) Array.Resize(ref constants, constants.Length * 2);
        if (node.IsConstant || IsConstantList(node)) constants[node.Id] = node.Value;
        return node;
    }

    private static string KeyOf(Cell value) => value.Kind switch
    {
        ValueType.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        ValueType.Text => "\"" + value.Text,
        ValueType.Date => "date " + value.Day.ToString(CultureInfo.InvariantCulture),
        ValueType.Bool => value.IsTrue ? "true" : "false",
        ValueType.List => "[" + string.Join(',', value.Items.Select(i => KeyOf(i) is var k ? k.Length + k : "")) + "]",
        _ => "unknown " + value.Reason,
    };
}
