using Jingkai.Platform.Data;

namespace Jingkai.Platform.RulePacks.Verdicts;

/// <summary>Verdicts recorded together: one pack, one evaluation day.</summary>
public sealed class RuleRun : ZoneEntity
{
    /// <summary>The pack.</summary>
    public string Pack { get; set; } = "";

    /// <summary>SHA-256 of the text that decided.</summary>
    public string TextHash { get; set; } = "";

    /// <summary>The evaluation day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>How many subjects.</summary>
    public int Subjects { get; set; }

    /// <summary>Facts of the whole group as JSON, where the pack asks for them; otherwise null.</summary>
    public string? GroupFacts { get; set; }

    /// <summary>Days of the zone's calendar that the program does not ship, as they were then; null: none.</summary>
    public string? Days { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>By whom.</summary>
    public Guid? ById { get; set; }
}

/// <summary>A verdict, kept with everything needed to come to it again. Never changes.</summary>
public sealed class RuleVerdict : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID, set in code.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The run it belongs to.</summary>
    public Guid RunId { get; set; }

    /// <summary>The pack.</summary>
    public string Pack { get; set; } = "";

    /// <summary>The evaluation day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The kind of subject.</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>The subject.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>What people called it then.</summary>
    public string SubjectCode { get; set; } = "";

    /// <summary>Its name then.</summary>
    public string SubjectName { get; set; } = "";

    /// <summary>yes, no, unknown, a flag or a grade.</summary>
    public string Value { get; set; } = "";

    /// <summary>The facts used, with source and day, as JSON.</summary>
    public string Facts { get; set; } = "{}";

    /// <summary>Flags and facts of the rounds before, as JSON; null: none.</summary>
    public string? History { get; set; }

    /// <summary>The whole answer with its reasons, as JSON, in Chinese.</summary>
    public string Answer { get; set; } = "{}";
}
