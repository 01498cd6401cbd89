using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Refusals of duties.</summary>
internal static class DutyErrors
{
    private const int LongestNote = 1000;

    public static Error NotAllowed(string move, IReadOnlyList<string> allowed) => MonthErrors.NotAllowed(move, allowed);

    public static Error OwnSubmission(IReadOnlyList<string> allowed) => Error.Conflict("own-submission", "数据由你报送（或最后改动），须由另一人确认。", "You submitted or last changed these values; another person has to confirm them.") with { Allowed = allowed };

    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("确认须由本区成员办理，当前账号不是本区成员。", "Confirming is for members of the zone; this account is not one."));

    public static Error NoteRequired { get; } = Error.Invalid("note-required", "请写明退回原因。", "Give the reason for the return.", "note");

    public static Error NoteTooLong { get; } = Error.Invalid("note-too-long", $"不超过{LongestNote}字。", $"At most {LongestNote:N0} characters.", "note");

    public static Error ValueMissing(Measure measure) => Error.Invalid("value-missing", $"请填写{measure.Heading}；确实没有的，填“-”。", $"Fill in {measure.Indicator}; where there is none, write \"-\".");

    public static Error NothingTyped { get; } = Error.Invalid("nothing-typed", "还没有填写任何数据。", "Nothing was filled in.", "values");

    public static Error UnknownField(string name) => Error.Invalid("unknown-field", $"没有数据项“{name}”。", $"There is no value \"{name}\".", "values");

    public static Error NoneChosen { get; } = Error.Invalid("none-chosen", "请至少选择一项。", "Choose at least one.", "ids");

    /// <summary>A remark of the person behind a move.</summary>
    public static Result<string?> Note(string? note, bool required)
    {
        var clean = TextNormal.CleanLines(note ?? "");
        if (clean.Length == 0) return required ? NoteRequired : (string?)null;
        return clean.Length > LongestNote ? NoteTooLong : clean;
    }
}
