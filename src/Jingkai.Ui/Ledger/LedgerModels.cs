namespace Jingkai.Ui;

/// <summary>What a ledger becomes on a phone.</summary>
public enum PhoneLayout
{
    /// <summary>Each row a card: for lists that are read row by row.</summary>
    Cards,

    /// <summary>The table scrolls in its own box with the first column in sight: for lists that are compared.</summary>
    Scroll,
}

/// <summary>A filter in force, with the address that takes it away.</summary>
public sealed record FilterChip(string Text, string RemoveHref);
