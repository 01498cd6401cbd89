using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>A matter whose limit is to be watched, entered by hand.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Limit">Code of the zone's limit.</param>
/// <param name="Start">The event: a day or a local time; now when empty.</param>
/// <param name="Owner">Id or sign-in name of who holds it; who enters it when empty.</param>
public sealed record ClockInput(string? Title, string? Limit, string? Start, string? Owner);

/// <summary>A move asked for by hand.</summary>
/// <param name="Move">One of <see cref="ClockVerb"/>.</param>
/// <param name="Reason">Why; required to pause and to ask for more time.</param>
/// <param name="Amount">How much more time.</param>
/// <param name="Legal">The legal limit grows too.</param>
/// <param name="To">Id or sign-in name of who takes it over.</param>
public sealed record ClockMoveInput(string? Move, string? Reason, int? Amount, bool? Legal, string? To);

/// <summary>What people do with clocks by hand, by their rights: the owner, the unit that answers for it, the economy office.</summary>
public sealed class ClockKeeper
{
    /// <summary>Who moves clocks; how far, says the scope.</summary>
    public const string Permission = "platform.clocks.run";

    private const int LongestTitle = 100;

    /// <summary>Kind of a matter that was entered by hand.</summary>
    public const string Matter = "matter";

    private readonly JingkaiDbContext db;
    private readonly IClocks clocks;
    private readonly TimeProvider time;

    internal ClockKeeper(JingkaiDbContext db, IClocks clocks, TimeProvider time) => (this.db, this.clocks, this.time) = (db, clocks, time);

    /// <summary>Starts the clock of a matter.</summary>
    public Task<Result<Clock>> StartAsync(ClockInput input, CancellationToken cancel = default) => db.InTransactionAsync<Clock>(async () =>
    {
        if (!Acts) return ApiErrors.NotPermitted;
        var errors = new List<Error>();
        var (title, code) = (TextNormal.Clean(input.Title), TextNormal.Clean(input.Limit));
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        if (title.Length > LongestTitle) errors.Add(ApiErrors.TooLong("title", LongestTitle));
        if (code.Length == 0) errors.Add(ApiErrors.Required("limit"));
        var now = ClockTime.Now(db, time);
        var start = now;
        if (!string.IsNullOrWhiteSpace(input.Start))
        {
            if (!Calendars.CalendarReader.Start(input.Start.Trim(), db.Today).Try(out start, out var bad)) errors.Add(bad);
            else if (start > now) errors.Add(ClockErrors.Future);
        }

        var owner = db.Actor.MemberId;
        if (!string.IsNullOrWhiteSpace(input.Owner))
        {
            if ((await MemberAsync(input.Owner, cancel)).Try(out var named, out var unknown)) owner = named;
            else errors.Add(unknown.At("owner"));
        }

        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        return await clocks.StartAsync(new(new(Matter, Guid.CreateVersion7().ToString()), new(title, title), code) { Start = start, Owner = owner }, cancel);
    }, cancel);

    /// <summary>Moves a clock.</summary>
    public Task<Result<Clock>> MoveAsync(Guid id, ClockMoveInput input, CancellationToken cancel = default) => db.InTransactionAsync<Clock>(async () =>
    {
        if (!Acts) return ApiErrors.NotPermitted;
        // Within the reader's scope: what cannot be seen is not there.
        if (await db.Set<Clock>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } seen) return ApiErrors.NotFound;
        if (!Mine(seen)) return ApiErrors.NotPermitted;
        if (seen.Managed) return ClockErrors.Managed;
        switch (input.Move)
        {
            case ClockVerb.Pause: return await clocks.PauseAsync(id, input.Reason ?? "", cancel);
            case ClockVerb.Resume: return await clocks.ResumeAsync(id, cancel);
            case ClockVerb.Stop: return await clocks.StopAsync(id, cancel);
            case ClockVerb.Reopen: return await clocks.ReopenAsync(id, cancel);
            case ClockVerb.Ask:
                if (input.Amount is not { } amount) return ApiErrors.Invalid([ApiErrors.Required("amount")]);
                var asked = await clocks.ExtendAsync(id, amount, input.Reason ?? "", input.Legal == true, cancel);
                return asked.IsOk ? seen : asked.Error;
            case ClockVerb.HandOver:
                if (string.IsNullOrWhiteSpace(input.To)) return ApiErrors.Invalid([ApiErrors.Required("to")]);
                return (await MemberAsync(input.To, cancel)).Try(out var to, out var unknown) ? await clocks.HandOverAsync(id, to, input.Reason, cancel) : ApiErrors.Invalid([unknown]);
            default: return ApiErrors.BadFilter("move", input.Move ?? "");
        }
    }, cancel);

    /// <summary>What the actor can do with a clock now.</summary>
    internal IReadOnlyList<string> Allowed(Clock clock) => !clock.Managed && db.Actor.May(Permission) && Acts && Mine(clock) ? Clocks.MovesOf(clock.State) : [];

    /// <summary>Who looks at several zones as their leader reads them; only members and the installation's administrator do something.</summary>
    private bool Acts => db.Actor.MemberId is not null || db.Actor.IsInstallationAdministrator;

    private bool Mine(Clock clock) => db.SeesAll(Permission) || (clock.OwnerId is { } owner && owner == db.Actor.MemberId)
        || (db.SeesBy(Permission, Scope.Unit) && clock.UnitId is { } unit && unit == db.Actor.UnitId);

    private async Task<Result<Guid>> MemberAsync(string who, CancellationToken cancel)
    {
        var id = Guid.TryParse(who, out var parsed) ? parsed : Guid.Empty;
        var found = await (from m in db.Set<Member>().AsNoTracking() join a in db.Users on m.AccountId equals a.Id where m.Active && (m.Id == id || a.UserName == who) select (Guid?)m.Id).FirstOrDefaultAsync(cancel);
        return found is { } member ? member : ClockErrors.UnknownMember(who);
    }
}
