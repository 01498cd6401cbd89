using System.Text.Json.Nodes;

namespace Jingkai.Platform.Documents;

/// <summary>A paper as its author enters it, or a change of one: what is null stays, what is empty is cleared.</summary>
/// <param name="Template">Code of the template; it stays once the paper is drafted.</param>
/// <param name="Title">The title; the template's when it is empty.</param>
/// <param name="Fields">Values by field; those left out stay, null clears.</param>
/// <param name="To">主送机关, as printed; units of the zone that are named read the paper once it is issued.</param>
/// <param name="CopyTo">抄送, likewise.</param>
/// <param name="Enterprise">Code of the enterprise that it goes to.</param>
/// <param name="Unit">Id or name of the office that drafts it; the author's when it is left out.</param>
/// <param name="Urgency">平急, 加急 or 特急.</param>
/// <param name="Attachments">Names of what is attached, one a line.</param>
/// <param name="Word">机关代字, where the template's series has several.</param>
/// <param name="Subject">What it is about when it is drafted: <c>kind:id</c>.</param>
public sealed record DocumentInput(
    string? Template, string? Title = null, JsonObject? Fields = null, string? To = null, string? CopyTo = null, string? Enterprise = null, string? Unit = null, string? Urgency = null,
    string? Attachments = null, string? Word = null, string? Subject = null);

/// <summary>Handing a paper in.</summary>
/// <param name="To">Id or sign-in name of who issues it.</param>
/// <param name="Cosign">会签: ids or sign-in names of those who agree before.</param>
/// <param name="Note">Words for them.</param>
public sealed record DocumentSubmitInput(string? To, IReadOnlyList<string>? Cosign = null, string? Note = null);

/// <summary>Issuing a paper directly.</summary>
/// <param name="Note">An opinion.</param>
public sealed record DocumentIssueInput(string? Note = null);

/// <summary>Voiding a paper.</summary>
/// <param name="Reason">Why.</param>
public sealed record DocumentVoidInput(string? Reason);

/// <summary>A word of the zone and where its numbers begin.</summary>
/// <param name="Series">Which papers bear it.</param>
/// <param name="Next">The number to give next this year; null: as it is.</param>
/// <param name="Year">Another year than this; the coming one can be set before it begins.</param>
public sealed record SeriesInput(string? Series, int? Next = null, int? Year = null);
