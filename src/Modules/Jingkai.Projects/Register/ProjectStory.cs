using System.Text.Json.Nodes;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Something that was done to a project.</summary>
internal sealed record HistoryView(DateTime At, string By, string Action, IReadOnlyList<FieldChange> Changes);

/// <summary>A field before and after; null where it was not set.</summary>
internal sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>Completed investment of a month in 万元, and of its year up to it.</summary>
internal sealed record MonthView(int Month, decimal Completed, decimal ToDate, string? Source);

/// <summary>Reads the trail and the months of one project that the reader may see.</summary>
internal static class ProjectStory
{
    private const int Most = 100;

    public static async Task<IReadOnlyList<MonthView>> MonthsAsync(JingkaiDbContext db, Guid project, CancellationToken cancel)
    {
        var rows = await db.Set<MonthInvestment>().AsNoTracking().Where(m => m.ProjectId == project).OrderBy(m => m.Month).ToListAsync(cancel);
        return [.. rows.Select(m => new MonthView(m.Month, Amounts.Wan(m.CompletedFen)!.Value, Amounts.Wan(rows.Where(r => r.Month / 100 == m.Month / 100 && r.Month <= m.Month).Sum(r => r.CompletedFen))!.Value, m.Source)).Reverse()];
    }

    public static async Task<IReadOnlyList<HistoryView>> ReadAsync(JingkaiDbContext db, Guid project, string code, CancellationToken cancel)
    {
        var (id, quoted) = (project.ToString(), $"\"{code}\"");
        var entries = await db.Set<AuditEntry>().AsNoTracking()
            .Where(e => e.EntityType == nameof(InvestmentProject) && (e.EntityId == id || (e.Action == "imported" && e.After!.Contains(quoted)))).OrderByDescending(e => e.Id).Take(Most).ToListAsync(cancel);
        return [.. entries.Select(e => new HistoryView(e.At, e.ActorName, e.Action, Changes(Part(e.Before, e.Action, code), Part(e.After, e.Action, code))))];
    }

    /// <summary>The values of this project in an entry; of an import only its own row.</summary>
    private static JsonObject? Part(string? json, string action, string code)
    {
        var root = json is null ? null : JsonNode.Parse(json) as JsonObject;
        if (action != "imported") return root;
        return (root?["rows"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(r => r["code"]?.ToString() == code)?["values"] as JsonObject;
    }

    private static List<FieldChange> Changes(JsonObject? before, JsonObject? after) =>
        [.. (before ?? []).Select(p => p.Key).Union((after ?? []).Select(p => p.Key)).Where(f => f != "code").Select(f => new FieldChange(f, Say(f, before?[f]), Say(f, after?[f]))).Where(c => c.Before != c.After)];

    private static string? Say(string field, JsonNode? value) => value is null ? null : field == "stage" ? Ladder.StageOf(value.ToString())?.Name.Current ?? value.ToString()
        : field == "milestone" ? Ladder.MilestoneName(value.ToString())?.Current ?? value.ToString() : value.ToString();
}
