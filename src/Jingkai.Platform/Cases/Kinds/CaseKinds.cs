using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases.Kinds;

/// <summary>A kind as the zone has written it: a copy of the shipped one with its own categories, units and limits.</summary>
public sealed class CaseKindRow : ZoneEntity, IAudited
{
    /// <summary>Code of the kind.</summary>
    public string Code { get; set; } = "";

    /// <summary>The definition, as JSON.</summary>
    public string Definition { get; set; } = "";

    /// <summary>Why it was changed last.</summary>
    public string? Reason { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;
}

/// <summary>The kinds of the zone: its own versions before the shipped ones.</summary>
public sealed class CaseKinds(JingkaiDbContext db, IEnumerable<ICaseKindSource> sources)
{
    /// <summary>How definitions are written.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false };

    private IReadOnlyList<CaseKindDefinition>? all;

    /// <summary>All kinds, in order of code.</summary>
    public async Task<IReadOnlyList<CaseKindDefinition>> AllAsync(CancellationToken cancel = default)
    {
        if (all is not null) return all;
        var kinds = sources.SelectMany(s => s.Kinds).ToDictionary(k => k.Code, StringComparer.Ordinal);
        foreach (var row in await db.Set<CaseKindRow>().AsNoTracking().ToListAsync(cancel)) kinds[row.Code] = Read(row.Definition);
        return all = [.. kinds.Values.OrderBy(k => k.Code, StringComparer.Ordinal)];
    }

    /// <summary>The kind of a code, or null; the only one there is when no code is given.</summary>
    public async Task<CaseKindDefinition?> FindAsync(string? code, CancellationToken cancel = default)
    {
        var kinds = await AllAsync(cancel);
        return string.IsNullOrWhiteSpace(code) ? (kinds.Count > 0 ? kinds[0] : null) : kinds.FirstOrDefault(k => k.Code == code);
    }

    /// <summary>The kind of a stored case.</summary>
    internal async Task<CaseKindDefinition> OfAsync(string code, CancellationToken cancel) =>
        await FindAsync(code, cancel) ?? throw new InvalidOperationException($"The kind of case {code} is gone.");

    internal void Forget() => all = null;

    /// <summary>Reads a definition that was checked when it was written.</summary>
    public static CaseKindDefinition Read(string text) => JsonSerializer.Deserialize<CaseKindDefinition>(text, Json)!;

    /// <summary>Writes a definition.</summary>
    public static string Write(CaseKindDefinition kind) => JsonSerializer.Serialize(kind, Json);
}
