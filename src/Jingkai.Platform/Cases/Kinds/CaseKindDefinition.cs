using Jingkai.Kernel;
using Jingkai.Platform.Calendars;

namespace Jingkai.Platform.Cases.Kinds;

/// <summary>A kind of case as data: what is asked for, how it is sorted, how long it may take, who assigns and how it ends.</summary>
public sealed record CaseKindDefinition
{
    /// <summary>Stable code: <c>enterprise-request</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What people call it.</summary>
    public required KindText Name { get; init; }

    /// <summary>What it is about: the kind of an <see cref="ICaseSubject"/>; null: nothing of its own.</summary>
    public string? Subject { get; init; }

    /// <summary>Fields beside title and text.</summary>
    public IReadOnlyList<CaseField> Fields { get; init; } = [];

    /// <summary>How cases are sorted.</summary>
    public IReadOnlyList<CaseCategory> Categories { get; init; } = [];

    /// <summary>How hard they are, each with its limit; the first is the usual one.</summary>
    public IReadOnlyList<CaseClass> Classes { get; init; } = [];

    /// <summary>How long a unit may take to accept; null: not counted.</summary>
    public KindLimit? Accept { get; init; }

    /// <summary>How long an assisting unit has.</summary>
    public KindLimit? Part { get; init; }

    /// <summary>Who may assign: <c>desk</c>, and <c>receiver</c> where the first receiver may too.</summary>
    public IReadOnlyList<string> Assigners { get; init; } = ["desk"];

    /// <summary>An answer needs a file.</summary>
    public bool AnswerNeedsEvidence { get; init; }

    /// <summary>How it ends.</summary>
    public CaseClosing Closing { get; init; } = new();

    /// <summary>A class by code.</summary>
    public CaseClass? ClassOf(string? code) => Classes.FirstOrDefault(c => c.Code == code);

    /// <summary>A category by code.</summary>
    public CaseCategory? CategoryOf(string? code) => Categories.FirstOrDefault(c => c.Code == code);
}

/// <summary>A text of a definition.</summary>
public sealed record KindText(string Zh, string? En)
{
    /// <summary>As the interface says it.</summary>
    public Text Text => new(Zh, En ?? Zh);
}

/// <summary>A field of its own.</summary>
/// <param name="Code">Name in the interface.</param>
/// <param name="Name">Name on pages.</param>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>date</c> or <c>choice</c>.</param>
/// <param name="Required">Must be given.</param>
/// <param name="Options">Of a choice.</param>
public sealed record CaseField(string Code, KindText Name, string Type, bool Required = false, IReadOnlyList<CaseOption>? Options = null);

/// <summary>An option of a choice.</summary>
public sealed record CaseOption(string Code, KindText Name);

/// <summary>A category.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Unit">Name of the unit that usually handles it; proposed when a case is raised.</param>
/// <param name="Retired">No new cases are sorted under it.</param>
public sealed record CaseCategory(string Code, KindText Name, string? Unit = null, bool Retired = false);

/// <summary>A class of difficulty.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Limit">How long the answer may take.</param>
public sealed record CaseClass(string Code, KindText Name, KindLimit Limit);

/// <summary>A time limit: the zone's own of this code where it has one, otherwise this amount.</summary>
/// <param name="Code">Code of a limit of the zone.</param>
/// <param name="Amount">How many.</param>
/// <param name="Unit"><see cref="LimitUnits"/>.</param>
/// <param name="Points">Warning points where the zone has set none.</param>
public sealed record KindLimit(string Code, int Amount, string Unit, string? Points = null);

/// <summary>How cases of a kind end.</summary>
public sealed record CaseClosing
{
    /// <summary><c>asker</c>: the asker confirms; <c>recheck</c>: another than the handler checks; <c>decision</c>: the answer decides it.</summary>
    public string By { get; init; } = Settlement.Asker;

    /// <summary>How long the asker may say nothing; its points before 100 are the reminders.</summary>
    public KindLimit? Silence { get; init; }

    /// <summary>How long whoever asks in the asker's place may take, where nobody signs in for the asker.</summary>
    public KindLimit? CallBack { get; init; }

    /// <summary>Struck off by the desk after a look (true), or at once when it is confirmed.</summary>
    public bool StrikeOff { get; init; } = true;

    /// <summary>How long a bad review may wait to be followed up.</summary>
    public KindLimit? FollowUp { get; init; }

    /// <summary>Days after its end in which the asker can have it reopened.</summary>
    public int ReopenDays { get; init; } = 30;
}

/// <summary>Contributes kinds of cases that every zone has until it writes its own version.</summary>
public interface ICaseKindSource
{
    /// <summary>The kinds.</summary>
    IEnumerable<CaseKindDefinition> Kinds { get; }
}

/// <summary>What cases of a kind can be about; one per kind of subject, in the module that owns it.</summary>
public interface ICaseSubject
{
    /// <summary><c>enterprise</c>, <c>project</c> …</summary>
    string Kind { get; }

    /// <summary>The subject of a code or id, within what the actor may read; for an account of the subject itself also without a key.</summary>
    Task<CaseSubject?> FindAsync(string? key, CancellationToken cancel = default);

    /// <summary>Subjects a reader could mean, for pick lists.</summary>
    Task<IReadOnlyList<CaseSubject>> SuggestAsync(string text, int most, CancellationToken cancel = default);
}

/// <summary>What a case is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>.</param>
public sealed record CaseSubject(Guid Id, string Code, string Name, string? Path);
