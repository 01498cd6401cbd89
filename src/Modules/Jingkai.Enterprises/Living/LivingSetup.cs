using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Surveys;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <inheritdoc cref="ILivingSetup"/>
internal sealed class LivingSetup(JingkaiDbContext db, CorrectionService corrections, SurveyService surveys) : ILivingSetup
{
    public async Task<int> AgeAsync(int nth, DateOnly asOf, CancellationToken cancel)
    {
        var codes = await db.Set<Enterprise>().AsNoTracking().OrderBy(e => e.Code).Select(e => e.Code).ToListAsync(cancel);
        var aged = 0;
        foreach (var part in codes.Where((_, i) => i % nth == 1).Chunk(500))
            aged += await db.Set<Enterprise>().Where(e => part.Contains(e.Code)).ExecuteUpdateAsync(e => e.SetProperty(x => x.AsOf, asOf), cancel);
        return aged;
    }

    public async Task CorrectAsync(string key, string field, string value, string reason, CancellationToken cancel) =>
        Must(await corrections.CorrectAsync(key, new(field, value, reason), cancel));

    public async Task SurveyAsync(string title, IReadOnlyList<string> fields, DateOnly untilOn, string liaison, CancellationToken cancel) =>
        Must(await surveys.StartAsync(new(title, fields, untilOn, true, true, new Dictionary<string, string> { ["liaison"] = liaison }, null), cancel));

    private static void Must<T>(Result<T> result)
    {
        if (!result.IsOk) throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.En}");
    }
}
