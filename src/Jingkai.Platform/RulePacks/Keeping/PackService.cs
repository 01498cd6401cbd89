using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.RulePacks.Keeping;

/// <summary>A text to adopt.</summary>
/// <param name="Pack">The YAML text; or</param>
/// <param name="Shipped">the name of a pack that ships.</param>
/// <param name="From">The first evaluation day that goes by it; null: the first day of its oldest version when it is the first text of the pack, otherwise today.</param>
/// <param name="Reason">Why.</param>
public sealed record PackProposal(string? Pack, string? Shipped, DateOnly? From, string? Reason);

/// <summary>Proposes texts; a second person adopts them (<see cref="AdoptKind"/>).</summary>
public sealed class PackService(JingkaiDbContext db, PackShelf shelf, SignOffService signOffs, TimeProvider clock)
{
    /// <summary>Kind of the subject of the sign-off.</summary>
    public const string SubjectKind = "rule-pack";

    /// <summary>Checks a text as it would be checked when proposed.</summary>
    public PackCheck Check(string text) => shelf.Check(text);

    /// <summary>Proposes a text.</summary>
    /// <returns>The row with the code of its sign-off; <c>bad-pack</c>, <c>unknown-pack</c>, <c>pack-unchanged</c>, <c>pack-changed-kind</c>, <c>from-before-in-force</c>, <c>sign-off-pending</c>, <c>no-signer</c>.</returns>
    public Task<Result<ZonePack>> ProposeAsync(PackProposal proposal, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return db.InTransactionAsync<ZonePack>(async () =>
        {
            var text = proposal.Shipped is { Length: > 0 } named ? shelf.Shipped.GetValueOrDefault(named) : Normal(proposal.Pack);
            if (text is null) return proposal.Shipped is { Length: > 0 } ? PackErrors.Unknown : Api.ApiErrors.Required("pack");
            var check = shelf.Check(text);
            if (check.Pack is not { } pack || !check.Ok) return PackErrors.Broken;
            await NumberSeries.HoldAsync(db, "rule-packs", cancel);
            var own = await db.Set<ZonePack>().AsNoTracking().Where(p => p.Name == pack.Name).ToListAsync(cancel);
            if (own.Find(p => p.State == PackState.Proposed) is { } waiting) return PackErrors.Pending(waiting.SignOff!);
            var latest = own.Where(p => p.State == PackState.Adopted).OrderByDescending(p => p.FromOn).ThenByDescending(p => p.AdoptedAt).FirstOrDefault();
            if (latest is not null && latest.TextHash == pack.Hash) return PackErrors.Unchanged;
            if (latest is not null && (latest.Kind, latest.Subject) != (PackLibrary.KindOf(pack), pack.Subject)) return PackErrors.OtherSubject;
            var from = proposal.From ?? (latest is null ? pack.Versions[0].From : db.Today);
            if (latest is not null && from < latest.FromOn) return PackErrors.BeforeInForce(latest.FromOn);
            var row = new ZonePack
            {
                ZoneId = db.ZoneId, Name = pack.Name, Kind = PackLibrary.KindOf(pack), Subject = pack.Subject, TitleZh = pack.Title.Zh, TitleEn = pack.Title.En, TextHash = pack.Hash, Source = text,
                Shipped = shelf.Shipped.GetValueOrDefault(pack.Name) == text, FromOn = from, InPlaceOf = latest?.TextHash, Reason = TextNormal.CleanLines(proposal.Reason ?? "") is { Length: > 0 } reason ? reason : null,
                ProposedById = db.Actor.MemberId, ProposedAt = clock.Now(),
            };
            var started = await signOffs.StartAsync(new(AdoptKind.KindCode, SubjectKind, pack.Name, new($"采用规则包：{pack.Title.Zh}", $"Adopt the rule pack: {pack.Title.En}"), new PackAdoption(row.Id))
            {
                Reason = row.Reason, Path = $"rules/{pack.Name}?text={pack.Hash}",
            }, cancel);
            if (!started.Try(out var signOff, out var error)) return error;
            row.SignOff = signOff.Code;
            db.Add(row);
            await db.SaveChangesAsync(cancel);
            return row;
        }, cancel);
    }

    /// <summary>Browsers send CR LF; the hash is of the text that an editor would save.</summary>
    private static string? Normal(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n");
}

/// <summary>What a request to adopt carries.</summary>
/// <param name="Row">Id of the <see cref="ZonePack"/>.</param>
internal sealed record PackAdoption(Guid Row);

/// <summary>Adopts a text when another than who proposed it has agreed.</summary>
internal sealed class AdoptKind(Signatories signatories, TimeProvider clock) : ISignOffKind
{
    public const string KindCode = "platform.rule-pack";

    public string Code => KindCode;

    public Text Name { get; } = new("规则包采用", "Adoption of a rule pack");

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) =>
        Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, new("同意采用", "Agree to adopt"), await signatories.ForAsync(RulePermissions.Adopt, signOff, cancel), RulePermissions.Adopt)]);

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        await NumberSeries.HoldAsync(db, "rule-packs", cancel);
        var row = await RowAsync(db, signOff, cancel);
        var latest = await db.Set<ZonePack>().AsNoTracking().Where(p => p.Name == row.Name && p.State == PackState.Adopted).OrderByDescending(p => p.FromOn).ThenByDescending(p => p.AdoptedAt).FirstOrDefaultAsync(cancel);
        if (latest?.TextHash != row.InPlaceOf) return PackErrors.Changed;
        (row.State, row.AdoptedById, row.AdoptedAt) = (PackState.Adopted, db.Actor.MemberId, clock.Now());
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        // What was returned waits for its starter, who hands it in again or takes it back.
        if (signOff.State != SignOffState.Withdrawn) return;
        (await RowAsync(db, signOff, cancel)).State = PackState.Withdrawn;
        await db.SaveChangesAsync(cancel);
    }

    private static Task<ZonePack> RowAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var id = System.Text.Json.JsonSerializer.Deserialize<PackAdoption>(signOff.Payload, JobQueue.Json)!.Row;
        return db.Set<ZonePack>().AsTracking().SingleAsync(p => p.Id == id, cancel);
    }
}
