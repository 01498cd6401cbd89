using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>What is counted of the register: enterprises in the zone, newly registered ones, and entries in the statistical library.</summary>
internal sealed class RegisterCounts(JingkaiDbContext db) : ICountedSource
{
    private const string InZone = "ENT_IN_ZONE";
    private const string Registered = "ENT_REGISTERED";
    private const string Listed = "ENT_LISTED_IN";
    private const string Delisted = "ENT_LISTED_OUT";

    private static readonly Text Records = new("企业台账", "Enterprise register");

    public IReadOnlyList<CountedIndicator> Indicators { get; } =
    [
        new(InZone, new("在区企业数", "Enterprises in the zone"), "家",
            new("期末在区的企业：按迁入日期（未填的按注册日期，都未填的视为一直在区）至迁出日期计；不含招引、签约阶段和作废的档案，也不含没有迁出日期的已迁出、已注销企业。",
                "Enterprises in the zone on the last day: from the day they moved in (else the day they were registered, else always) to the day they moved out. Files of enterprises only invited or signed, voided ones, and those gone without a date are left out."))
        {
            AtEnd = true, SourceDept = Records, Permission = EnterprisesPermissions.Read,
        },
        new(Registered, new("新注册企业数", "Newly registered enterprises"), "家", new("注册日期在期内的企业；不含作废的档案。", "Enterprises registered within the period; voided files are left out."))
        {
            SourceDept = Records, Permission = EnterprisesPermissions.Read,
        },
        new(Listed, new("规上入库家数", "Entries in the statistical library"), "家", new("入库日期在期内的规上（限上）入库记录；同一企业按入库类别分别计。", "Entries above designated size with their first day within the period; an enterprise counts once a kind of entry."))
        {
            SourceDept = Records, Permission = EnterprisesPermissions.Read, Aliases = ["新入库企业数", "入库企业数"],
        },
        new(Delisted, new("规上退库家数", "Exits from the statistical library"), "家", new("退出日期在期内的规上（限上）入库记录。", "Entries above designated size that ended within the period."))
        {
            Better = "down", SourceDept = Records, Permission = EnterprisesPermissions.Read, Aliases = ["退库企业数"],
        },
    ];

    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel)
    {
        var until = Tally.Hull(spans).Until;
        if (indicator != InZone) return Tally.Of(await Days(indicator).Where(d => d.On <= until).Select(d => d.On).ToListAsync(cancel), spans);
        var stays = await Stays().Select(e => new { Since = e.MovedInOn ?? e.RegisteredOn, Until = e.MovedOutOn }).Where(e => e.Since == null || e.Since <= until).ToListAsync(cancel);
        return Tally.AtEnd(stays.Select(s => (s.Since, s.Until)), spans);
    }

    public async Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel)
    {
        var (first, last) = (span.From, span.Until);
        var found = indicator == InZone
            ? Stays().Where(e => ((e.MovedInOn ?? e.RegisteredOn) == null || (e.MovedInOn ?? e.RegisteredOn) <= last) && (e.MovedOutOn == null || e.MovedOutOn > last))
                .Select(e => new Found { Id = e.Id, On = e.MovedInOn ?? e.RegisteredOn ?? default, Code = e.Code, Name = e.Name })
            : Days(indicator).Where(d => d.On <= last && (first == null || d.On >= first));
        var items = await found.OrderByDescending(f => f.On).ThenBy(f => f.Code).ThenBy(f => f.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new([.. items.Select(f => new CountedRecord(f.Code, new(f.Name, f.Name), $"enterprises/{f.Code}", f.On == default ? default : Tally.Begin(f.On), null, null))], await found.LongCountAsync(cancel), page.Page, page.Size);
    }

    private IQueryable<Enterprise> Files() => db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null);

    private IQueryable<Enterprise> Stays() => Files().Where(e => (e.Kinds & EnterpriseKinds.Enterprise) != 0 && e.Stage != EnterpriseStage.Invited && e.Stage != EnterpriseStage.Signed
        && (e.MovedOutOn != null || (e.Stage != EnterpriseStage.MovedOut && e.Stage != EnterpriseStage.Deregistered)));

    /// <summary>The day of each record that is counted by a day of its own.</summary>
    private IQueryable<Found> Days(string indicator) => indicator switch
    {
        Registered => Files().Where(e => (e.Kinds & EnterpriseKinds.Enterprise) != 0 && e.RegisteredOn != null).Select(e => new Found { Id = e.Id, On = e.RegisteredOn!.Value, Code = e.Code, Name = e.Name }),
        Listed => from l in db.Set<AboveScaleListing>().AsNoTracking()
                  join e in Files() on l.EnterpriseId equals e.Id
                  select new Found { Id = l.Id, On = l.Since, Code = e.Code, Name = e.Name },
        _ => from l in db.Set<AboveScaleListing>().AsNoTracking()
             where l.UntilOn != null
             join e in Files() on l.EnterpriseId equals e.Id
             select new Found { Id = l.Id, On = l.UntilOn!.Value, Code = e.Code, Name = e.Name },
    };

    private sealed class Found
    {
        public Guid Id { get; init; }

        public DateOnly On { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; init; } = "";
    }
}
