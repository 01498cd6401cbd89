namespace Jingkai.Host.Transfer;

/// <summary>Files that only the owner of the process may read.</summary>
internal static class PrivateFiles
{
    /// <summary>Options of a file that does not exist yet.</summary>
    public static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
