namespace Jingkai.Platform.Data;

/// <summary>Files that only the owner of the process may read.</summary>
public static class PrivateFile
{
    /// <summary>Writes a text so that it never exists with wider rights, and never half.</summary>
    public static void Write(string path, string text)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path: temporary, options: options)) writer.Write(text);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Makes an empty file when there is none, so that whoever fills it (SQLite, with its companions beside it) does so
    /// under private rights.</summary>
    public static void Ensure(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }
}
