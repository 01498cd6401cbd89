using System.Text.Json;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>A time limit to enter or to change.</summary>
public sealed record LimitInput
{
    /// <summary>Stable code; of the address when a limit is changed.</summary>
    public string? Code { get; init; }

    /// <summary>Name in Chinese.</summary>
    public string? NameZh { get; init; }

    /// <summary>Name in English; the Chinese one when empty.</summary>
    public string? NameEn { get; init; }

    /// <summary>The event it runs from.</summary>
    public string? StartZh { get; init; }

    /// <summary>The same in English; the Chinese one when empty.</summary>
    public string? StartEn { get; init; }

    /// <summary>What is promised.</summary>
    public int? Amount { get; init; }

    /// <summary>What it is counted in.</summary>
    public string? Unit { get; init; }

    /// <summary>What the law gives, if anything.</summary>
    public int? LegalAmount { get; init; }

    /// <summary>What that is counted in; the promised unit when empty.</summary>
    public string? LegalUnit { get; init; }

    /// <summary>Warning points in percent; 50,80,100 when empty.</summary>
    public string? Points { get; init; }

    /// <summary>Role that usually holds such a matter.</summary>
    public string? OwnerRole { get; init; }

    /// <summary>The paper it comes from.</summary>
    public string? Source { get; init; }

    /// <summary>First day in force; today when empty.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Why it is changed; required for a change.</summary>
    public string? Reason { get; init; }

    /// <summary>Clocks that run are given the new limit too; what they paused stays paused.</summary>
    public bool Running { get; init; }
}

/// <summary>Keeps the limits of a zone. A limit is never overwritten: a change is a further row with its day and reason.</summary>
public sealed partial class LimitKeeper
{
    /// <summary>Who keeps them; everyone of the zone reads them.</summary>
    public const string Permission = "platform.limits";

    private readonly JingkaiDbContext db;
    private readonly LimitReader reader;
    private readonly Clocks clocks;
    private readonly TimeProvider time;

    internal LimitKeeper(JingkaiDbContext db, LimitReader reader, Clocks clocks, TimeProvider time) => (this.db, this.reader, this.clocks, this.time) = (db, reader, clocks, time);

    /// <summary>Limits found in rules of other zones, shipped as examples.</summary>
    public static IReadOnlyList<LimitInput> Examples { get; } = Read();

    /// <summary>Enters a limit the zone did not have, or the next version of one.</summary>
    /// <returns>It; what of the fields is wrong; <c>not-later</c> when a later or equal version stands.</returns>
    public Task<Result<TimeLimitRule>> SetAsync(LimitInput input, CancellationToken cancel = default) => db.InTransactionAsync<TimeLimitRule>(async () =>
    {
        if (!Judge(input).Try(out var rule, out var error)) return error;
        var last = (await reader.VersionsAsync(rule.Code, cancel)).FirstOrDefault();
        if (last is not null && rule.FromOn <= last.FromOn) return ApiErrors.Invalid([ClockErrors.NotLater(last.FromOn)]);
        if (last is not null && rule.Reason is null) return ApiErrors.Invalid([ApiErrors.Required("reason")]);
        db.Add(rule);
        await db.SaveChangesAsync(cancel);
        if (input.Running && last is not null) await ApplyAsync(rule, cancel);
        return rule;
    }, cancel);

    /// <summary>Takes over examples that the zone does not have: those named, or all.</summary>
    /// <returns>How many were taken over.</returns>
    public Task<Result<int>> AdoptAsync(IReadOnlyCollection<string>? codes, CancellationToken cancel = default) => db.InTransactionAsync<int>(async () =>
    {
        if (codes?.FirstOrDefault(c => Examples.All(e => e.Code != c)) is { } unknown) return ApiErrors.Invalid([ClockErrors.KnownExample(unknown)]);
        var known = (await db.Set<TimeLimitRule>().AsNoTracking().Select(r => r.Code).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var adopted = 0;
        foreach (var example in Examples.Where(e => !known.Contains(e.Code!) && (codes is null || codes.Contains(e.Code!))))
        {
            db.Add(Judge(example).Value);
            adopted++;
        }

        await db.SaveChangesAsync(cancel);
        return adopted;
    }, cancel);

    private async Task ApplyAsync(TimeLimitRule rule, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_clocks WHERE zone_id = {db.ZoneId} AND state <> 'stopped' AND limit_code = {rule.Code} ORDER BY id FOR UPDATE", cancel);
        var open = await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(c => c.State != ClockState.Stopped && c.LimitCode == rule.Code && !c.Managed).ToListAsync(cancel);
        foreach (var clock in open) (clock.Amount, clock.Unit, clock.LegalAmount, clock.LegalUnit, clock.Points) = (rule.Amount, rule.Unit, rule.LegalAmount, rule.LegalUnit, rule.Points);
        await db.SaveChangesAsync(cancel);
        await clocks.RecomputeAsync(rule.Code, cancel);
    }

    private Result<TimeLimitRule> Judge(LimitInput input)
    {
        var errors = new List<Error>();
        string Text(string? text, string field, int most, bool required = false)
        {
            var clean = TextNormal.Clean(text);
            if (required && clean.Length == 0) errors.Add(ApiErrors.Required(field));
            if (clean.Length > most) errors.Add(ApiErrors.TooLong(field, most));
            return clean;
        }

        TimeLimit? Limit(int? amount, string? unit, string amountField, string unitField)
        {
            if (!LimitUnits.Find(string.IsNullOrEmpty(unit) ? LimitUnits.All[0] : unit).Try(out var known, out var bad)) errors.Add(bad.At(unitField) with { Kind = ErrorKind.Invalid });
            else if (amount is null) errors.Add(ApiErrors.Required(amountField));
            else if (TimeLimit.Of(amount.Value, known).Try(out var limit, out bad)) return limit;
            else errors.Add(bad.At(amountField));
            return null;
        }

        var code = TextNormal.Clean(input.Code);
        if (!Codes().IsMatch(code)) errors.Add(ClockErrors.BadCode);
        var (nameZh, nameEn) = (Text(input.NameZh, "nameZh", 40, required: true), Text(input.NameEn, "nameEn", 80));
        var (startZh, startEn) = (Text(input.StartZh, "startZh", 40, required: true), Text(input.StartEn, "startEn", 80));
        var (source, reason) = (Text(input.Source, "source", 200), Text(input.Reason, "reason", 200));
        var limit = Limit(input.Amount, input.Unit, "amount", "unit");
        var legal = input.LegalAmount is null ? null : Limit(input.LegalAmount, string.IsNullOrEmpty(input.LegalUnit) ? input.Unit : input.LegalUnit, "legalAmount", "legalUnit");
        if (!WarningPoints.Parse(input.Points).Try(out var points, out var error)) errors.Add(error);
        var role = TextNormal.Clean(input.OwnerRole);
        if (role.Length > 0 && !Roles.All.Contains(role)) errors.Add(ClockErrors.UnknownRole(role));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        return new TimeLimitRule
        {
            ZoneId = db.ZoneId, Code = code, FromOn = input.From ?? db.Today, NameZh = nameZh, NameEn = nameEn.Length == 0 ? nameZh : nameEn, StartZh = startZh, StartEn = startEn.Length == 0 ? startZh : startEn,
            Amount = limit!.Value.Amount, Unit = LimitUnits.CodeOf(limit.Value.Unit), LegalAmount = legal?.Amount, LegalUnit = legal is { } law ? LimitUnits.CodeOf(law.Unit) : null, Points = points!,
            OwnerRole = role.Length == 0 ? null : role, Source = source.Length == 0 ? null : source, Reason = reason.Length == 0 ? null : reason, EnteredAt = time.Now(), EnteredById = db.Actor.MemberId,
        };
    }

    private static IReadOnlyList<LimitInput> Read()
    {
        using var stream = typeof(LimitKeeper).Assembly.GetManifestResourceStream("Jingkai.Platform.time-limits.json")!;
        return JsonSerializer.Deserialize<List<LimitInput>>(stream, JsonSerializerOptions.Web)!;
    }

    [GeneratedRegex("^[a-z][a-z0-9.-]{1,39}$")]
    private static partial Regex Codes();
}
