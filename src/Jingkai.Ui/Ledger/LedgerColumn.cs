using Microsoft.AspNetCore.Components;

namespace Jingkai.Ui;

/// <summary>A column of a <see cref="LedgerTable{TItem}"/>: <c>&lt;LedgerColumn Key="name" Title="企业名称" IsKey Sortable&gt;@context.Name&lt;/LedgerColumn&gt;</c>.</summary>
public sealed class LedgerColumn<TItem> : ComponentBase
{
    [CascadingParameter] private LedgerTable<TItem>? Ledger { get; set; }

    /// <summary>Name in the address, for sorting and choosing columns.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    /// <summary>Heading.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>Unit, in small print under the heading.</summary>
    [Parameter] public string? Unit { get; set; }

    /// <summary>Right-aligned with tabular figures; sorts from the largest first.</summary>
    [Parameter] public bool Numeric { get; set; }

    /// <summary>The heading becomes a link that sorts.</summary>
    [Parameter] public bool Sortable { get; set; }

    /// <summary>The column that names the record: a row heading, always shown, the title of the card on a phone.</summary>
    [Parameter] public bool IsKey { get; set; }

    /// <summary>Not shown until the reader chooses it.</summary>
    [Parameter] public bool Hidden { get; set; }

    /// <summary>Left out of the card on a phone.</summary>
    [Parameter] public bool PhoneOff { get; set; }

    /// <summary>Over the whole card on a phone.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>Never broken into lines: codes, dates, states.</summary>
    [Parameter] public bool NoWrap { get; set; }

    /// <summary>The value as text; a dash when empty.</summary>
    [Parameter] public Func<TItem, string?>? Value { get; set; }

    /// <summary>Text of the total row.</summary>
    [Parameter] public string? Total { get; set; }

    /// <summary>The cell.</summary>
    [Parameter] public RenderFragment<TItem>? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        (Ledger ?? throw new InvalidOperationException($"The column {Key} stands outside a LedgerTable.")).Add(this);

    internal string? CellClass()
    {
        string?[] names = [IsKey ? "jk-key" : null, Numeric ? "jk-num" : null, NoWrap ? "jk-nowrap" : null, PhoneOff ? "jk-phone-off" : null, Wide ? "jk-wide" : null];
        var text = string.Join(' ', names.Where(name => name is not null));
        return text.Length > 0 ? text : null;
    }

    /// <summary>Label of the value in a card, with its unit.</summary>
    internal string Label => Unit is null ? Title : $"{Title} ({Unit})";
}
