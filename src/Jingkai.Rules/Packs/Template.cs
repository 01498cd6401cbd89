using System.Text;
using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Telling;

namespace Jingkai.Rules;

/// <summary>A text in two languages with expressions in braces.</summary>
internal sealed record Template(IReadOnlyList<TemplatePart> Zh, IReadOnlyList<TemplatePart> En)
{
    public Text Render(Cell[] values) => new(Render(Zh, values, "未知"), Render(En, values, "unknown"));

    /// <summary>The text before anything is evaluated: parameters by their values, facts by their names, other expressions as dots.</summary>
    public Text Tell() => new(string.Concat(Zh.Select(p => Tell(p, zh: true))), string.Concat(En.Select(p => Tell(p, zh: false))));

    private static string Tell(TemplatePart part, bool zh) => part.Node switch
    {
        null => part.Text,
        { IsConstant: true } constant => Printing.Value(constant.Value, constant.Type),
        { Fact: { } fact } => zh ? fact.Zh ?? fact.Code : fact.En ?? fact.Code.Replace('_', ' '),
        _ => "…",
    };

    private static string Render(IReadOnlyList<TemplatePart> parts, Cell[] values, string unknown)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Node is not { } node) text.Append(part.Text);
            else if (values[node.Id] is { IsUnknown: false } value) text.Append(Printing.Value(value, node.Type));
            else text.Append(unknown);
        }

        return text.ToString();
    }
}

/// <summary>Words, or an expression.</summary>
internal readonly record struct TemplatePart(string Text, Node? Node = null);
