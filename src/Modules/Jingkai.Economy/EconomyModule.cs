using Jingkai.Economy.Analysis;
using Jingkai.Economy.Contracts;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Exchange;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Groups;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Merging;
using Jingkai.Economy.Months;
using Jingkai.Economy.Months.Citations;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Months.Reconciliation;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Economy.Papers;
using Jingkai.Economy.Reports;
using Jingkai.Economy.Rollups;
using Jingkai.Economy.Rules;
using Jingkai.Economy.Setup;
using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Events;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Modules;
using Jingkai.Platform.References;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Platform.SignOffs;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Economy;

/// <summary>The zone's figures: indicators, enterprises' monthly reports and their roll-ups, observations, targets.</summary>
public sealed class EconomyModule : IModule
{
    /// <inheritdoc />
    public string Code => "economy";

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<EconomyLocks>().AddSingleton<CellCache>();
        services.AddScoped<IEventHandler<EnterpriseChanged>, EnterpriseFollower>();
        services.AddScoped<DutyReferences>();
        services.AddScoped<IFactSource, ReportedFacts>();
        services.AddScoped<IReferenceHolder, EconomyReferences>();
        services.AddScoped<RollupMaintenance>().AddScoped<IRollupMaintenance>(s => s.GetRequiredService<RollupMaintenance>());
        services.AddScoped<IndicatorCatalog>().AddScoped<SubjectFinder>().AddScoped<SmallCells>();
        services.AddScoped<CountedReader>().AddScoped<CountedTrace>().AddScoped<MoreRelations>().AddScoped<FigureReader>().AddScoped<FigureSeries>().AddScoped<Tracer>().AddScoped<Consistency>().AddScoped<Formulas.FormulaService>();
        services.AddSingleton(FigureNews.Corrected).AddScoped<FigureNews>().AddScoped<ReportWriter>().AddScoped<ReportService>().AddScoped<GroupService>().AddScoped<ZoneIndicators>();
        services.AddScoped<ILedger, EnterpriseReportsLedger>().AddScoped<ILedger, ObservationsLedger>().AddScoped<ILedger, TargetsLedger>();
        services.AddSingleton(new LedgerAddress("enterprise-reports", "economy.ledger.reports", "reports", "reports.read", "q", "period", "from", "to", "indicator", "enterprise") { Labels = new Dictionary<string, string> { ["period"] = "economy.period", ["indicator"] = "economy.indicator", ["enterprise"] = "economy.enterprise" } })
            .AddSingleton(new LedgerAddress("observations", "economy.ledger.observations", "observations", "figures.read", "q", "period") { Labels = new Dictionary<string, string> { ["period"] = "economy.observations.ends-in" } })
            .AddSingleton(new LedgerAddress("targets", "economy.ledger.targets", "targets", "figures.read", "q", "year") { Labels = new Dictionary<string, string> { ["year"] = "economy.year" } })
            .AddSingleton(new LedgerAddress("indicators", "economy.indicators.title", "indicators", "figures.read", "q", "data") { Labels = new Dictionary<string, string> { ["data"] = "economy.indicators.data" } });
        services.AddScoped<IEconomySetup, EconomySetup>();
        services.AddScoped<ZoneComparison>().AddScoped<LatestFigures>().AddScoped<Breakdown>().AddScoped<Pages.Cockpit.CockpitReader>().AddScoped<Pages.Indicators.IndicatorReader>().AddScoped<Pages.Delivered.DeliveredReader>().AddScoped<Pages.Shared.Show>();
        services.AddScoped<ContributionReader>().AddScoped<PaceReader>().AddScoped<RecoveryReader>().AddScoped<AnalysisSettings>().AddScoped<AlertReader>().AddScoped<CandidateReader>().AddScoped<AssessmentReader>().AddScoped<ILedger, AssessmentLedger>().AddScoped<LateReports>();
        services.AddSingleton<IEnterpriseTab, Pages.Reports.ReportsTab>();
        AddMonths(services);
        services.AddSingleton<IPermissionSource, EconomyPermissions>();
        services.AddSingleton<INavigationSource, EconomyNavigation>();
    }

    /// <summary>The monthly cycle: tasks and duties, months and their lock, citations, reconciliation.</summary>
    private static void AddMonths(IServiceCollection services)
    {
        services.AddSingleton<MonthGate>();
        services.AddScoped<DutyMarks>().AddScoped<DutyJudge>().AddScoped<DutyService>().AddScoped<DutyReader>().AddScoped<DutySheet>().AddScoped<ConfirmList>().AddScoped<DutyContacts>().AddScoped<DutyNames>().AddScoped<Reminders>();
        services.AddScoped<EnterpriseSets>().AddScoped<ReportPlans>().AddScoped<TaskReader>().AddScoped<TaskOpener>().AddScoped<TaskClocks>().AddScoped<IClockSubject, TaskClock>().AddScoped<IEventHandler<WorkDaysChanged>, DueDayFollower>();
        services.AddScoped<Freezer>().AddScoped<FrozenTrace>().AddScoped<MonthSigners>().AddScoped<MonthService>().AddScoped<MonthReader>().AddScoped<MonthChanges>();
        services.AddScoped<ISignOffKind, LockKind>().AddScoped<ISignOffKind, UnlockKind>();
        services.AddScoped<CitationReader>().AddScoped<CitationService>().AddScoped<Reconciler>();
        services.AddScoped<FigureQuotes>().AddScoped<IFigureQuotes>(p => p.GetRequiredService<FigureQuotes>());
        services.AddScoped<IEventHandler<DocumentIssued>, PaperCitations>().AddScoped<IEventHandler<DocumentVoided>, PaperCitations>();
        services.AddScoped<IMonthCycle, MonthCycle>();
        services.AddScoped<IInboxSource, DutyInbox>();
    }

    /// <inheritdoc />
    public void ConfigureModel(ModelBuilder model, JingkaiDbContext db)
    {
        EconomyModel.Configure(model);
        EconomyScope.Configure(model, db);
        MonthsModel.Configure(model, db);
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder zone)
    {
        FigureEndpoints.Map(zone);
        AnalysisEndpoints.Map(zone);
        ReportEndpoints.Map(zone);
        SetupEndpoints.Map(zone);
        MonthEndpoints.Map(zone);
    }

    /// <inheritdoc />
    public void MapInstallation(IEndpointRouteBuilder api) => ComparisonEndpoints.Map(api);
}

/// <summary>The economy's permissions.</summary>
internal sealed class EconomyPermissions : IPermissionSource
{
    public IEnumerable<Permission> Permissions =>
    [
        Permission.For("figures.read", Scope.Zone, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department, Roles.Liaison, Roles.Enterprise, Roles.Operator),
        Permission.For("reports.read", Scope.Zone, Roles.Leader, Roles.Economy)
            .And(Scope.Assigned, Roles.Liaison).And(Scope.Park, Roles.Operator).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For("reports.write", Scope.Zone, Roles.Economy),
        Permission.For("observations.write", Scope.Zone, Roles.Economy),
        Permission.For("targets.write", Scope.Zone, Roles.Economy),
        Permission.For("groups.write", Scope.Zone, Roles.Economy),
        Permission.For("alerts.write", Scope.Zone, Roles.Economy),
        Permission.For(MonthsModel.DutyPermission, Scope.Zone, Roles.Leader, Roles.Economy).And(Scope.Unit, Roles.Promotion, Roles.Projects, Roles.Department)
            .And(Scope.Assigned, Roles.Liaison).And(Scope.Park, Roles.Operator).And(Scope.Enterprise, Roles.Enterprise),
        // An enterprise fills in its own, a unit what it delivers; the economy office does it for whoever sends a sheet of paper.
        Permission.For(DutyService.SubmitPermission, Scope.Zone | Scope.Unit, Roles.Economy).And(Scope.Unit, Roles.Promotion, Roles.Projects, Roles.Department).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(DutyService.ConfirmPermission, Scope.Zone, Roles.Economy),
        Permission.For(MonthSigners.Permission, Scope.Zone, Roles.Leader, Roles.Economy),
        Permission.For(MonthEndpoints.CitePermission, Scope.Zone, Roles.Economy),
    ];
}
