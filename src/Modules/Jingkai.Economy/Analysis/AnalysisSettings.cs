using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>Thresholds with the day they hold from; null day: as shipped.</summary>
internal sealed record SettingsView(DateOnly? From, AnalysisThresholds Thresholds);

/// <summary>Thresholds from a day on; what is left out keeps the shipped value.</summary>
internal sealed record SettingsInput(DateOnly? From, AnalysisThresholds? Thresholds);

/// <summary>Keeps the zone's dated thresholds.</summary>
internal sealed class AnalysisSettings(JingkaiDbContext db)
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
    public async Task<Result<SettingsView>> SetAsync(SettingsInput input, CancellationToken cancel = default)
    {
        if (input.From is not { } from) return ApiErrors.Required("from");
        if (input.Thresholds is not { } t) return ApiErrors.Required("thresholds");
        if (t.BehindPoints < 0 || t.BelowPoints < 0 || t.OutlierMads < 0 || t.OutlierFloor < 0 || t.OutlierLeast < 0 || t.CandidateShare is <= 0 or > 100 || t.OutlierFewest < 3 || t.OutlierMonths < t.OutlierFewest || t.OutlierMonths > 36)
            return AnalysisErrors.BadThresholds;
        if (t.Sectors is null or { Count: 0 } || t.Sectors.Any(s => !IndustryCode.Find(s.Prefix ?? "").IsOk || string.IsNullOrWhiteSpace(s.Kind) || s.WanYuan <= 0)) return AnalysisErrors.BadSectors;
        var row = await db.Set<AnalysisSetting>().FirstOrDefaultAsync(s => s.FromOn == from, cancel);
        if (row is null) db.Add(row = new() { ZoneId = db.ZoneId, FromOn = from });
        row.Definition = JsonSerializer.Serialize(t, JsonSerializerOptions.Web);
        await db.SaveChangesAsync(cancel);
        return Of(row);
    }

    private static SettingsView Of(AnalysisSetting row) => new(row.FromOn, JsonSerializer.Deserialize<AnalysisThresholds>(row.Definition, JsonSerializerOptions.Web)!);
}
