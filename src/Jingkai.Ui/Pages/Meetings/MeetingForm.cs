namespace Jingkai.Ui;

/// <summary>Time, place and people of a meeting as pages post them.</summary>
public sealed class MeetingForm
{
    /// <summary>What it is for.</summary>
    public string? Kind { get; set; }

    /// <summary>What it is about.</summary>
    public string? Title { get; set; }

    /// <summary>When it begins.</summary>
    public string? StartsAt { get; set; }

    /// <summary>Where.</summary>
    public string? Place { get; set; }

    /// <summary>Who chairs it.</summary>
    public string? Chair { get; set; }

    /// <summary>Who writes the minutes.</summary>
    public string? Recorder { get; set; }

    /// <summary>Members who are asked.</summary>
    public List<string>? Members { get; set; }

    /// <summary>Persons from outside, a line each.</summary>
    public string? Outsiders { get; set; }

    /// <summary>The agenda.</summary>
    public List<MeetingItemForm>? Items { get; set; }

    /// <summary>The version the page showed.</summary>
    public int? Version { get; set; }
}

/// <summary>An item of an agenda as pages post it.</summary>
public sealed class MeetingItemForm
{
    /// <summary>What it is about.</summary>
    public string? Title { get; set; }

    /// <summary>What is to be decided.</summary>
    public string? Question { get; set; }

    /// <summary>Who reports.</summary>
    public string? Reporter { get; set; }
}

/// <summary>Minutes as pages post them.</summary>
public sealed class MinutesForm
{
    /// <summary>General remarks.</summary>
    public string? Text { get; set; }

    /// <summary>What came of the items.</summary>
    public List<OutcomeForm>? Items { get; set; }

    /// <summary>The version the page showed.</summary>
    public int? Version { get; set; }
}

/// <summary>What came of an item.</summary>
public sealed class OutcomeForm
{
    /// <summary>Number of the item.</summary>
    public int Number { get; set; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; set; }

    /// <summary>The decisions, empty lines among them.</summary>
    public List<DecisionForm>? Decisions { get; set; }
}

/// <summary>A decision as pages post it.</summary>
public sealed class DecisionForm
{
    /// <summary>What is to be done.</summary>
    public string? Text { get; set; }

    /// <summary>Who does it.</summary>
    public string? Owner { get; set; }

    /// <summary>How many days.</summary>
    public string? Amount { get; set; }

    /// <summary>Which days.</summary>
    public string? Per { get; set; }

    /// <summary>The last day.</summary>
    public string? DueOn { get; set; }

    /// <summary>Nothing was written in the line.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(Owner) && string.IsNullOrWhiteSpace(Amount) && string.IsNullOrWhiteSpace(DueOn);
}
