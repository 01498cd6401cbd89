using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.References;

namespace Jingkai.Enterprises.Merging;

/// <summary>The rules of merging, as refusals.</summary>
internal static class Errors
{
    public static Error SameFile { get; } = Error.Invalid("same-file", "不能与自身合并", "a file cannot be merged with itself", "merged");

    public static Error UnknownOther { get; } = Error.Invalid("unknown-enterprise", "没有这份档案，或当前账号看不到它", "there is no such file, or this account may not see it", "merged");

    public static Error UnknownField(string field, IEnumerable<string> known) => Register.Errors.NotOfList($"fields.{field}", "unknown-field", field, known);

    public static Error UnknownSide(string field, string side, IEnumerable<string> known) => Register.Errors.NotOfList(field, "unknown-side", side, known);

    public static Error Stale { get; } = new(ErrorKind.Stale, "stale", new("要并入的档案已被他人修改，请重新比对", "the file to be merged has changed since it was read; compare again"), "mergedVersion");

    /// <summary>Several values stand for one month, and nobody said which is right. They are never added.</summary>
    public static Error Undecided(IReadOnlyList<ReferenceConflict> conflicts) => Error.Conflict("undecided", "两份档案都有的数据须逐项选定以哪一份为准", "both files have these; say for each which of them stands")
        with
    { Details = [.. conflicts.Select(c => Error.Conflict("undecided", $"{c.Title.Zh}：保留方 {c.Kept.Zh}，并入方 {c.Merged.Zh}", $"{c.Title.En}: kept {c.Kept.En}, merged {c.Merged.En}", $"decisions.{c.Key}"))] };

    public static Error AlreadyUndone { get; } = Error.Conflict("already-undone", "这次合并已经撤销", "this merge has been undone already");

    public static Error CannotUndo(IReadOnlyList<Text> obstacles) => Error.Conflict("merge-in-use", "合并之后又有改动，须先处理以下各项才能撤销", "what the merge changed was changed again since; deal with these before undoing it")
        with
    { Details = [.. obstacles.Select(o => new Error(ErrorKind.Conflict, "merge-in-use", o))] };

    public static Text LaterMerge(string code, string name) => new($"其后又并入了 {code} {name}，请先撤销那一次", $"{code} {name} was merged into it later; undo that first");

    public static Text GoneOn(string code, string name) => new($"保留的档案已再并入 {code} {name}，请先撤销那一次", $"the kept file was itself merged into {code} {name}; undo that first");

    public static Text KeptVoided { get; } = new("保留的档案已作废", "the kept file has been voided");

    public static Text FieldChanged(Text field) => new($"档案字段“{field.Zh}”在合并后又改过", $"the field \"{field.En}\" was changed after the merge");

    public static Text CodeTaken(string code, string name) => new($"其统一社会信用代码现由 {code} {name} 使用", $"its credit code is used by {code} {name} now");

    public static Error AlreadyMarked { get; } = Error.Conflict("already-marked", "这两份档案已标为非重复", "these two files are marked as no duplicates already", "second");

    public static Error AlreadyWithdrawn { get; } = Error.Conflict("already-withdrawn", "这个标记已经撤回", "this mark has been withdrawn already");

    public static Error MergedInto(Enterprise kept) => Error.Conflict("merged", $"该档案已并入 {kept.Code} {kept.Name}，请在那里修改", $"this file was merged into {kept.Code} {kept.Name}; change that one");
}
