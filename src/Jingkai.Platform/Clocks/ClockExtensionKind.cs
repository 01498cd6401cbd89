using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Clocks;

/// <summary>What a request for more time carries.</summary>
internal sealed record ExtensionRequest(Guid Clock, Guid Extension);

/// <summary>Grants more time when another than the owner and than who asked has agreed.</summary>
internal sealed class ClockExtensionKind(IServiceProvider services) : ISignOffKind
{
    public const string KindCode = "platform.clock-extension";

    public const string Permission = "platform.clocks.extend";

    public string Code => KindCode;

    public Text Name { get; } = new("时限延期", "Extension of a time limit");

    // Asked for late: both the clocks and the signers stand on sign-off, which asks for its kinds when it is made.
    private Clocks Clocks => services.GetRequiredService<Clocks>();

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) =>
        Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, new("同意延期", "Agree to more time"), await services.GetRequiredService<Signatories>().ForAsync(Permission, signOff, cancel), Permission)]);

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) => await Clocks.DecideAsync(Of(signOff), true, await DecidersAsync(db, signOff, cancel), cancel);

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        // Returned, it may be handed in again; only what is taken back is over.
        if (signOff.State == SignOffState.Withdrawn) await Clocks.DecideAsync(Of(signOff), false, [], cancel);
    }

    private static ExtensionRequest Of(SignOff signOff) => JsonSerializer.Deserialize<ExtensionRequest>(signOff.Payload, JsonSerializerOptions.Web)!;

    private static async Task<IReadOnlyList<Guid>> DecidersAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var stored = await db.Set<SignOffSigner>().AsNoTracking().Where(s => s.SignOffId == signOff.Id && s.DecidedById != null).OrderBy(s => s.Id).Select(s => s.DecidedById!.Value).ToListAsync(cancel);
        // The agreement that brings it about may not be saved yet.
        return [.. stored.Concat(db.ChangeTracker.Entries<SignOffSigner>().Where(e => e.Entity.SignOffId == signOff.Id).Select(e => e.Entity.DecidedById).OfType<Guid>()).Distinct()];
    }
}
