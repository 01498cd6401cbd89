namespace Jingkai.Platform.Ledgers;

/// <summary>What is being imported, for provenance and trail; set while an import runs, otherwise empty. Scoped.</summary>
public sealed class ImportContext
{
    /// <summary>The job.</summary>
    public Guid? Job { get; internal set; }

    /// <summary>The upload.</summary>
    public Guid? Upload { get; internal set; }

    /// <summary>The sender's name of the file.</summary>
    public string? FileName { get; internal set; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public string? Sha256 { get; internal set; }
}
