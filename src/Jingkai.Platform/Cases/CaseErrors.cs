using Jingkai.Kernel;

namespace Jingkai.Platform.Cases;

/// <summary>Refusals of cases.</summary>
internal static class CaseErrors
{
    public static Error UnknownKind(string? kind) => Error.Invalid("unknown-kind", $"没有“{kind}”这类事项。", $"There is no kind of case \"{kind}\".", "kind");

    public static Error UnknownCategory(string? category, IEnumerable<string> known) => Error.Invalid("unknown-category", $"没有分类“{category}”，可用：{string.Join("、", known)}。", $"There is no category \"{category}\"; use one of: {string.Join(", ", known)}.", "category");

    public static Error UnknownClass(string? code, IEnumerable<string> known) => Error.Invalid("unknown-class", $"没有难易类别“{code}”，可用：{string.Join("、", known)}。", $"There is no class \"{code}\"; use one of: {string.Join(", ", known)}.", "class");

    public static Error UnknownSource(string? code) => Error.Invalid("unknown-source", $"没有来源“{code}”，可用：{string.Join("、", CaseSource.All)}。", $"There is no source \"{code}\"; use one of: {string.Join(", ", CaseSource.All)}.", "source");

    public static Error UnknownSubject(string? key) => Error.Invalid("unknown-subject", $"没有“{key}”，或当前账号看不到它。", $"There is no \"{key}\", or this account may not see it.", "subject");

    public static Error UnknownField(string field) => Error.Invalid("unknown-field", "这类事项没有这一项。", "This kind of case has no such field.", field);

    public static Error BadField(string field, string type) => Error.Invalid("bad-field", $"须为{(type switch { "number" => "数字", "date" => "日期（2026-03-31）", _ => "所列选项之一" })}。", $"Give {(type switch { "number" => "a number", "date" => "a date (2026-03-31)", _ => "one of the options" })}.", field);

    public static Error UnknownMove(string? move) => Error.Invalid("unknown-move", $"没有“{move}”这个操作，可用：{string.Join("、", CaseVerb.Moves)}。", $"There is no move \"{move}\"; use one of: {string.Join(", ", CaseVerb.Moves)}.", "move");

    public static Error NotAllowed(string move, IReadOnlyList<string> allowed) => Error.Conflict("move-not-allowed",
        $"当前不能“{move}”。现在可以：{(allowed.Count == 0 ? "无" : string.Join("、", allowed))}。",
        $"\"{move}\" is not possible now. Possible: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed))}.") with
    { Allowed = allowed };

    public static Error ReturnSpent(IReadOnlyList<string> allowed) => Error.Conflict("return-spent", "这件事项已退回过一次，再次分办后须签收。", "It was returned once already; what is assigned again has to be accepted.") with { Allowed = allowed };

    public static Error PartsOpen(IReadOnlyList<string> allowed) => Error.Conflict("parts-open", "还有协办未办完，不能答复。", "An assisting unit is not done yet; the case cannot be answered.") with { Allowed = allowed };

    public static Error OwnWork(IReadOnlyList<string> allowed) => Error.Conflict("own-work", "经办人不能给自己的事项确认、回访或销号。", "Whoever handled a case does not confirm, follow up or strike it off.") with { Allowed = allowed };

    public static Error FollowUpOpen(IReadOnlyList<string> allowed) => Error.Conflict("follow-up-open", "差评尚未回访，不能销号。", "The bad review has not been followed up; the case cannot be struck off.") with { Allowed = allowed };

    public static Error ReopenTooLate(int days, IReadOnlyList<string> allowed) => Error.Conflict("reopen-too-late", $"销号已超过{days}天，请另行登记。", $"It ended more than {days} days ago; raise a new case.") with { Allowed = allowed };

    public static Error UrgedRecently { get; } = Error.Conflict("urged-recently", "一小时内已催办过，请稍后再催。", "It was urged within the last hour; try again later.");

    public static Error NoteRequired { get; } = Error.Invalid("note-required", "请写明内容或原因。", "Say what or why.", "note");

    public static Error ToRequired { get; } = Error.Invalid("to-required", "请选择去向。", "Choose where it goes.", "to");

    public static Error UnknownTarget(string? to) => Error.Invalid("unknown-target", $"没有科室或人员“{to}”，或此人不能办理事项。", $"There is no unit or member \"{to}\", or they cannot handle cases.", "to");

    public static Error SameHolder { get; } = Error.Invalid("same-holder", "已由其负责。", "They hold it already.", "to");

    public static Error UnknownCase(string? code) => Error.Invalid("unknown-case", $"没有事项“{code}”，或当前账号看不到它。", $"There is no case \"{code}\", or this account may not see it.", "to");

    public static Error SameCase { get; } = Error.Invalid("same-case", "不能是它自己，也不能是已并入它的事项。", "It cannot be the case itself or one that ends with it.", "to");

    public static Error OtherAsker { get; } = Error.Invalid("other-asker", "两件事项的提出方不同，不能作重复处理；请归入共性问题。", "The two cases were asked by different askers and cannot be duplicates; put them into a common problem.", "to");

    public static Error UnknownGroup(string? code) => Error.Invalid("unknown-group", $"没有共性问题“{code}”。", $"There is no common problem \"{code}\".", "to");

    public static Error UnknownPart { get; } = Error.Invalid("unknown-part", "没有这一协办。", "There is no such part.", "after");

    public static Error UnknownEvidence(string? id) => Error.Invalid("unknown-evidence", $"附件“{id}”不属于这件事项，或已作废。", $"The attachment \"{id}\" does not belong to this case or is voided.", "evidence");

    public static Error EvidenceRequired { get; } = Error.Invalid("evidence-required", "答复须附材料。", "The answer needs a file as evidence.", "evidence");

    public static Error BadGrade { get; } = Error.Invalid("bad-grade", "满意度为1至5，5为非常满意。", "A grade is from 1 to 5, 5 the best.", "grade");

    public static Error BadReview { get; } = Error.Invalid("bad-until", "复核日期须在今天之后，一年之内。", "The review date lies after today and within a year.", "until");

    public static Error SystemRequired { get; } = Error.Invalid("reference-required", "请写明外部平台和编号。", "Name the outer system and the number there.", "reference");

    public static Error TooMany { get; } = Error.Invalid("too-many", "一次最多办理 200 件。", "At most 200 cases at once.", "codes");

    public static Error GroupSettled { get; } = Error.Conflict("group-settled", "这个共性问题已办结。", "This common problem is settled.");
}
