using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>Thresholds with the day they hold from; null day: as shipped.</summary>
/// <param name="Version">Version of what was set, for <c>If-Match</c>; null: as shipped.</param>
internal sealed record SettingsView(DateOnly? From, AnalysisThresholds Thresholds, int? Version = null);

/// <summary>Thresholds from a day on; what is left out keeps the shipped value.</summary>
internal sealed record SettingsInput(DateOnly? From, AnalysisThresholds? Thresholds);

/// <summary>Keeps the zone's dated thresholds.</summary>
internal sealed class AnalysisSettings(JingkaiDbContext db, ZoneService zones)
{
    /// <summary>The thresholds in force on the business date.</summary>
    public async Task<SettingsView> NowAsync(CancellationToken cancel = default)
    {
        var today = db.Today;
        var row = await db.Set<AnalysisSetting>().AsNoTracking().Where(s => s.FromOn <= today).OrderByDescending(s => s.FromOn).FirstOrDefaultAsync(cancel);
        return row is null ? new(null, new()) : Of(row);
    }

    /// <summary>All of them, the newest first.</summary>
    public async Task<IReadOnlyList<SettingsView>> AllAsync(CancellationToken cancel = default) =>
        [.. (await db.Set<AnalysisSetting>().AsNoTracking().OrderByDescending(s => s.FromOn).ToListAsync(cancel)).Select(Of)];

    /// <summary>Sets the thresholds from a day on; the same day again replaces them.</summary>
    /// <param name="input">The day and all thresholds.</param>
    /// <param name="seen">Version the change was made from; null: any.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<SettingsView>> SetAsync(SettingsInput input, int? seen = null, CancellationToken cancel = default)
    {
        if (input.From is not { } from) return ApiErrors.Required("from");
        if (input.Thresholds is not { } t) return ApiErrors.Required("thresholds");
        if (Problems(t) is { Count: > 0 } problems) return AnalysisErrors.BadThresholds with { Details = problems };
        // Who sets it must see it; one that is set already may stay whoever saves.
        if (t.ComparisonZone is { Length: > 0 } other && other != (await NowAsync(cancel)).Thresholds.ComparisonZone
            && (other == db.Actor.ZoneCode || (await zones.ListAsync(cancel)).All(z => z.Code != other))) return AnalysisErrors.BadComparison;
        if (t.Sectors is null or { Count: 0 } || t.Sectors.Any(s => !IndustryCode.Find(s.Prefix ?? "").IsOk || string.IsNullOrWhiteSpace(s.Kind) || s.WanYuan <= 0)) return AnalysisErrors.BadSectors;
        var row = await db.Set<AnalysisSetting>().FirstOrDefaultAsync(s => s.FromOn == from, cancel);
        if (seen is { } version && (row?.Version ?? 0) != version) return ApiErrors.Stale;
        if (row is null) db.Add(row = new() { ZoneId = db.ZoneId, FromOn = from });
        row.Definition = JsonSerializer.Serialize(t, JsonSerializerOptions.Web);
        await db.SaveChangesAsync(cancel);
        return Of(row);
    }

    /// <summary>What is out of range, field by field.</summary>
    private static List<Error> Problems(AnalysisThresholds t)
    {
        var found = new List<Error>();
        void NotBelowZero(decimal value, string field)
        {
            if (value < 0) found.Add(AnalysisErrors.Negative(field));
        }

        NotBelowZero(t.BehindPoints, "behindPoints");
        NotBelowZero(t.BelowPoints, "belowPoints");
        NotBelowZero(t.OutlierMads, "outlierMads");
        NotBelowZero(t.OutlierFloor, "outlierFloor");
        NotBelowZero(t.OutlierLeast, "outlierLeast");
        if (t.CandidateShare is <= 0 or > 100) found.Add(AnalysisErrors.Outside("candidateShare", 0, 100));
        if (t.OutlierFewest is < 3 or > 36) found.Add(AnalysisErrors.Outside("outlierFewest", 3, 36));
        if (t.OutlierMonths < Math.Max(3, t.OutlierFewest) || t.OutlierMonths > 36) found.Add(AnalysisErrors.Outside("outlierMonths", Math.Clamp(t.OutlierFewest, 3, 36), 36));
        return found;
    }

    private static SettingsView Of(AnalysisSetting row) => new(row.FromOn, JsonSerializer.Deserialize<AnalysisThresholds>(row.Definition, JsonSerializerOptions.Web)!, row.Version);
}
