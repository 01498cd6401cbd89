using Jingkai.Kernel;

namespace Jingkai.Platform.Uploads;

/// <summary>Refusals of taking a file in.</summary>
public static class UploadErrors
{
    /// <summary>The request carries no file named <c>file</c>.</summary>
    public static Error NoFile { get; } = new(ErrorKind.Malformed, "no-file", new("请以 multipart/form-data 上传名为 file 的文件。", "Send multipart/form-data with a file named \"file\"."), "file");

    /// <summary>The file has no content.</summary>
    public static Error EmptyFile { get; } = new(ErrorKind.Invalid, "empty-file", new("文件是空的。", "The file is empty."), "file");

    /// <summary>The row is there, its file is not: the data folder was not restored together with the database.</summary>
    public static Error Gone { get; } = new(ErrorKind.NotFound, "file-gone", new("文件内容已不在服务器上，请联系系统管理员核对备份。", "The content is no longer on the server; ask the system administrator to check the backup."));
}
