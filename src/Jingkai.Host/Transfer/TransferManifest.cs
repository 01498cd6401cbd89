using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jingkai.Host.Transfer;

/// <summary>What an archive says of itself.</summary>
/// <param name="Format">Number of the archive's form; this program reads <see cref="Current"/>.</param>
/// <param name="Product">Always <c>jingkai</c>.</param>
/// <param name="At">When it was made.</param>
/// <param name="Migrations">Schema versions of the installation it was made from.</param>
/// <param name="Tables">Tables in the order in which they are filled.</param>
/// <param name="Files">How many uploaded files it holds.</param>
internal sealed record TransferManifest(int Format, string Product, DateTime At, IReadOnlyList<string> Migrations, IReadOnlyList<TransferCount> Tables, int Files)
{
    /// <summary>Uploads whose file the old installation itself no longer had, by name; they are missing here too.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public const int Current = 1;
    public const string Name = "manifest.json";
    public const string FilePrefix = "uploads/";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string EntryOf(string table) => $"tables/{table}.jsonl";
}

/// <summary>A table of an archive and how many rows it has there.</summary>
internal sealed record TransferCount(string Table, long Rows);
