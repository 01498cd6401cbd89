using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Copies;
using Jingkai.Enterprises.Exchange;
using Jingkai.Enterprises.Living;
using Jingkai.Enterprises.Merging;
using Jingkai.Enterprises.Pages;
using Jingkai.Enterprises.Register;
using Jingkai.Enterprises.Rules;
using Jingkai.Enterprises.Supply;
using Jingkai.Enterprises.Surveys;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Events;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Modules;
using Jingkai.Platform.References;
using Jingkai.Platform.RulePacks.Facts;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Enterprises;

/// <summary>The register 一企一档: enterprises of a zone with their names, classification, listings, qualifications and people,
/// each dated and with its source (M02, M05).</summary>
public sealed class EnterprisesModule : IModule
{
    /// <inheritdoc />
    public string Code => "enterprises";

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IPermissionSource, EnterprisesPermissions>();
        services.AddSingleton<INavigationSource, EnterprisesNavigation>();
        services.AddSingleton<EnterpriseList>().AddScoped<EnterpriseWords>();
        services.AddScoped<RegisterService>();
        services.AddScoped<StaleList>().AddScoped<CorrectionService>().AddScoped<CorrectionReader>().AddScoped<TermService>().AddScoped<LoadReader>().AddScoped<ReassignService>();
        services.AddScoped<ILivingSetup, LivingSetup>();
        services.AddScoped<MergeService>().AddScoped<MergeReader>().AddScoped<DuplicateFinder>().AddScoped<DuplicateMarks>().AddScoped<IReferenceHolder, FileReferences>();
        services.AddScoped<LinkService>().AddScoped<LinkReader>().AddScoped<GapReader>().AddScoped<ILedger, LinkLedger>().AddScoped<IReferenceHolder, LinkReferences>();
        services.AddSingleton(new LedgerAddress(LinkLedger.LedgerCode, "enterprises.supply.title", "supply-links", EnterprisesPermissions.Read, [.. LinkFilter.Names])
        {
            Labels = new Dictionary<string, string> { ["product"] = "enterprises.supply.product", ["ends"] = "enterprises.supply.ends", ["confirmed"] = "enterprises.supply.confirmed", ["voided"] = "enterprises.voided" },
            ValueKeys = new Dictionary<string, string> { ["ends"] = "enterprises.supply.ends.", ["confirmed"] = "enterprises.supply.confirmed.", ["voided"] = "enterprises.voided." },
        });
        services.AddHostedService<YearSweep>();
        services.AddScoped<YearCopies>().AddScoped<ILedger, YearLedger>();
        services.AddScoped<SurveyService>().AddScoped<SurveyReader>();
        services.AddScoped<IInboxSource, LivingInbox>();
        services.AddScoped<ILedger, EnterpriseLedger>().AddScoped<ILedger, StaleLedger>();
        services.AddSingleton(new LedgerAddress("enterprises", "enterprises.ledger", "enterprises", EnterprisesPermissions.Read, [.. EnterpriseFilter.Names])
        {
            Labels = new Dictionary<string, string>
            {
                ["industry"] = "enterprises.field.industryCode", ["park"] = "enterprises.field.park", ["stage"] = "enterprises.field.stage", ["presence"] = "enterprises.field.presence", ["kind"] = "enterprises.field.kinds",
                ["aboveScale"] = "enterprises.field.aboveScale", ["qualification"] = "enterprises.field.qualifications", ["liaison"] = "enterprises.field.liaisons", ["staleOn"] = "enterprises.stale-on", ["voided"] = "enterprises.voided",
            },
            ValueKeys = new Dictionary<string, string> { ["stage"] = "enterprises.stage.", ["presence"] = "enterprises.presence.", ["kind"] = "enterprises.kind.", ["aboveScale"] = "enterprises.above-scale.", ["voided"] = "enterprises.voided." },
            Spoken = (name, value) => name == "industry" ? EnterpriseWords.Industry(value, IndustryNames.Of(value)) : null,
        });
        services.AddScoped<IAttachmentSubject, EnterpriseAttachments>();
        services.AddScoped<IEnterpriseDirectory, EnterpriseDirectory>().AddScoped<IDocumentRecipients, EnterpriseRecipients>();
        services.AddScoped<ICountedSource, RegisterCounts>();
        services.AddScoped<ISubjectSource, EnterpriseSubjects>().AddScoped<IFactSource, EnterpriseFacts>();
        services.AddScoped<IParkSetup, ParkSetup>();
        services.AddSingleton(EnterpriseNews.Topic).AddScoped<IEventHandler<EnterpriseChanged>, EnterpriseNews>();
    }

    /// <inheritdoc />
    public void ConfigureModel(ModelBuilder model, JingkaiDbContext db) => EnterprisesModel.Configure(model, db);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder zone)
    {
        RegisterEndpoints.Map(zone);
        LivingEndpoints.Map(zone);
        SurveyEndpoints.Map(zone);
        MergeEndpoints.Map(zone);
        YearEndpoints.Map(zone);
        LinkEndpoints.Map(zone);
    }
}

/// <summary>The module's place in the side navigation.</summary>
internal sealed class EnterprisesNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries =>
    [
        new("enterprises.nav.register", "enterprises", "building-factory-2", EnterprisesPermissions.Read, 200, "enterprises.nav.group"),
        new("enterprises.nav.stale", "stale", "clipboard-check", EnterprisesPermissions.Read, 210, "enterprises.nav.group"),
        new("enterprises.nav.supply", "supply-links", "arrows-exchange", EnterprisesPermissions.Read, 225, "enterprises.nav.group"),
        new("enterprises.nav.load", "liaison-load", "users", EnterprisesPermissions.Survey, 230, "enterprises.nav.group"),
        new("enterprises.nav.duplicates", "duplicates", "copy", EnterprisesPermissions.Merge, 240, "enterprises.nav.group"),
        new("enterprises.nav.years", "register-years", "history", EnterprisesPermissions.Survey, 250, "enterprises.nav.group"),
        new("enterprises.nav.surveys", "surveys", "checklist", EnterprisesPermissions.Read, 220, "enterprises.nav.group"),
    ];
}
