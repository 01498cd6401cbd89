namespace Jingkai.Rules;

/// <summary>What kind of value a fact or an expression has.</summary>
public enum ValueType
{
    /// <summary>Nothing is known of it, because its expression is broken.</summary>
    Broken,

    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>A decimal, with or without a unit.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A civil date.</summary>
    Date,

    /// <summary>A list of values of one type.</summary>
    List,
}
