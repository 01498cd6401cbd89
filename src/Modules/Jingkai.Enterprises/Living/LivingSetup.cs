using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Copies;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Merging;
using Jingkai.Enterprises.Register;
using Jingkai.Enterprises.Surveys;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <inheritdoc cref="ILivingSetup"/>
internal sealed class LivingSetup(JingkaiDbContext db, CorrectionService corrections, SurveyService surveys, RegisterService register, MergeService merges, YearCopies copies) : ILivingSetup
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

    public async Task<string> DoubleAsync(string key, string name, CancellationToken cancel)
    {
        var dossier = (await Dossier.LoadAsync(db, EnterpriseKey.Find(db, key), track: false, cancel))[0];
        var made = await register.CreateAsync(new()
        {
            Name = name, Stage = "signed", IndustryCode = dossier.File.IndustryCode, Source = "原工业企业登记本",
            Contacts = new([.. dossier.Contacts.Take(1).Select(c => new ContactInput(c.Name, c.Phone, c.Post))]),
        }, cancel);
        Must(made);
        return made.Value.Code;
    }

    public async Task MergeAsync(string kept, string gone, string reason, CancellationToken cancel) => Must(await merges.MergeAsync(kept, new(gone, null, null, reason), null, cancel));

    public async Task FreezeAsync(int year, CancellationToken cancel) => Must(await copies.FreezeAsync(year, cancel));

    public async Task SurveyAsync(string title, IReadOnlyList<string> fields, DateOnly untilOn, string liaison, CancellationToken cancel) =>
        Must(await surveys.StartAsync(new(title, fields, untilOn, true, true, new Dictionary<string, string> { ["liaison"] = liaison }, null), cancel));

    private static void Must<T>(Result<T> result)
    {
        if (!result.IsOk) throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.En}");
    }
}
