using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Ledgers.Sheets;
using Jingkai.Platform.Uploads;
using Microsoft.Extensions.Configuration;

namespace Jingkai.Platform.Attachments;

/// <summary>How much and what is taken; settings <c>Attachments:…</c>.</summary>
public sealed class AttachmentLimits
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting names a kind of file that does not exist.</exception>
    public AttachmentLimits(IConfiguration configuration, UploadStore uploads)
    {
        MaxBytes = Math.Min(configuration.GetValue("Attachments:MaxMegabytes", 50L) << 20, uploads.MaxBytes);
        MaxPerSubject = configuration.GetValue("Attachments:MaxPerSubject", 200);
        MaxZoneMegabytes = configuration.GetValue("Attachments:MaxZoneMegabytes", 20L * 1024);
        Inflated = new() { MaxInflatedBytes = configuration.GetValue("Attachments:MaxInflatedMegabytes", 300L) << 20 };
        var more = (configuration["Attachments:AlsoTake"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Kinds = [.. FileKind.Usual.Concat(more).Select(FileKind.Of)];
        Codes = Kinds.Select(k => k.Code).ToHashSet(StringComparer.Ordinal);
        Accept = string.Join(',', Kinds.SelectMany(k => k.Extensions));
    }

    /// <summary>Most bytes of one file; <c>MaxMegabytes</c>, 50.</summary>
    public long MaxBytes { get; }

    /// <summary>Most files of one record that are not voided; <c>MaxPerSubject</c>, 200.</summary>
    public int MaxPerSubject { get; }

    /// <summary>Most megabytes of all files of a zone, previews and voided ones too; <c>MaxZoneMegabytes</c>, 20 480.</summary>
    public long MaxZoneMegabytes { get; }

    /// <summary>Kinds that are taken: the usual ones and those of <c>AlsoTake</c> (<c>zip</c>, <c>ofd</c>).</summary>
    public IReadOnlyList<FileKind> Kinds { get; }

    /// <summary>Endings of names for the <c>accept</c> of a file field; the content decides all the same.</summary>
    public string Accept { get; }

    internal IReadOnlySet<string> Codes { get; }

    /// <summary>How large a packed document may become; <c>MaxInflatedMegabytes</c>, 300.</summary>
    internal SheetLimits Inflated { get; }
}
