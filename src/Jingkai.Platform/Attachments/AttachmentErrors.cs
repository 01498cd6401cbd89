using Jingkai.Kernel;
using Jingkai.Platform.Attachments.Content;

namespace Jingkai.Platform.Attachments;

/// <summary>Refusals of attachments.</summary>
internal static class AttachmentErrors
{
    public static Error BadSubject { get; } = Error.Malformed("bad-subject", "subject 须为 类别:编号，例如 enterprise:E2026-0001。", "subject is kind:id, for example enterprise:E2026-0001.", "subject");

    public static Error NoSubject { get; } = Error.NotFound("unknown-subject", "没有这条记录，或当前账号看不到它的附件。", "There is no such record, or this account may not see its files.", "subject");

    public static Error MayNotAdd { get; } = new(ErrorKind.Forbidden, "may-not-add", new("当前账号不能在这里添加附件，或该事项已办结。", "This account may not add files here, or the matter is closed."));

    public static Error MayNotVoid { get; } = new(ErrorKind.Forbidden, "may-not-void", new("当前账号不能作废这个附件：只能作废本人添加的，且事项尚未办结。", "This account may not void the file: only your own, and only while the matter is open."));

    public static Error AlreadyVoided { get; } = Error.Conflict("already-voided", "附件已作废。", "The file was voided already.");

    public static Error Voided { get; } = new(ErrorKind.Forbidden, "attachment-voided", new("附件已作废，当前账号不能再打开。", "The file was voided and can no longer be opened by this account."));

    public static Error ReasonRequired { get; } = Error.Invalid("required", "请写明作废原因。", "Say why it is voided.", "reason");

    public static Error ReasonTooLong { get; } = Error.Invalid("too-long", "原因不超过 500 字。", "A reason has at most 500 characters.", "reason");

    public static Error NoteTooLong { get; } = Error.Invalid("too-long", "说明不超过 200 字。", "A description has at most 200 characters.", "note");

    public static Error Damaged { get; } = new(ErrorKind.Unsupported, "damaged-file", new("文件不完整或已损坏，请重新导出或拍摄后再上传。", "The file is incomplete or damaged; export or take it again."), "file");

    public static Error HasMacros { get; } = new(ErrorKind.Unsupported, "file-has-macros", new("文件带有宏，不予接收；请另存为不含宏的格式或 PDF。", "The file carries macros and is not taken; save it without them, or as PDF."), "file");

    public static Error BadPreview { get; } = new(ErrorKind.Unsupported, "bad-preview", new(
        $"preview 须为长边不超过 {CleanPicture.LongestSide} 像素、不大于 {CleanPicture.MostBytes >> 20} MB 的 JPEG、PNG 或 WebP 图片，且只随照片上传。",
        $"preview is a JPEG, PNG or WebP picture of at most {CleanPicture.LongestSide} pixels and {CleanPicture.MostBytes >> 20} MB, and comes with a photo only."), "preview");

    public static Error PreviewDiffers { get; } = Error.Invalid("preview-differs", "preview 与原图的长宽比不一致。", "The preview has other proportions than the original.", "preview");

    public static Error KindRefused(string? kind) => new(ErrorKind.Unsupported, "file-kind-refused", new(
        kind is null ? "这种文件不予接收；请上传 PDF、图片（JPG、PNG、WebP、HEIC）、Word、Excel、PowerPoint、TXT 或 CSV。" : $"本平台未开放接收 {kind} 文件；请解开后逐个上传，或转为 PDF。",
        kind is null ? "Files of this kind are not taken; send PDF, a picture (JPG, PNG, WebP, HEIC), Word, Excel, PowerPoint, TXT or CSV." : $"Files of kind {kind} are not taken here; unpack them and send them one by one, or as PDF."), "file");

    public static Error TooManyFiles(int most) => Error.Conflict("too-many-attachments", $"一条记录最多 {most} 个附件，请先作废不需要的。", $"A record has at most {most} files; void those not needed first.", "file");

    public static Error ZoneFull(long megabytes) => Error.Conflict("zone-storage-full", $"本区附件已达 {megabytes} MB 上限，请联系系统管理员。", $"The files of this zone have reached {megabytes} MB; ask the system administrator.", "file");
}
