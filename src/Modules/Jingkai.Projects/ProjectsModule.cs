using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Maps;
using Jingkai.Platform.Modules;
using Jingkai.Platform.References;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Extensions;
using Jingkai.Projects.Figures;
using Jingkai.Projects.Landing;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Pages;
using Jingkai.Projects.Phases;
using Jingkai.Projects.Plan;
using Jingkai.Projects.Problems;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Promises;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Jingkai.Projects.Wall;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Projects;

/// <summary>Investment projects from signing to capacity (M11): their ledger, stages with gates, plans and completed investment.</summary>
public sealed class ProjectsModule : IModule
{
    /// <inheritdoc />
    public string Code => "projects";

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IPermissionSource, ProjectsPermissions>().AddSingleton<INavigationSource, ProjectsNavigation>();
        services.AddScoped<ProjectReader>().AddScoped<ProjectService>().AddScoped<ProjectEnd>().AddScoped<ProjectLedger>().AddScoped<ILedger>(p => p.GetRequiredService<ProjectLedger>()).AddScoped<ILedger, InvestmentLedger>().AddScoped<ILedger, ProgressLedger>();
        services.AddRating();
        services.AddScoped<ProgressService>().AddScoped<ProgressReader>().AddScoped<WallReader>().AddScoped<KnownFlags>();
        services.AddScoped<ProjectMap>().AddScoped<IMapSource>(p => p.GetRequiredService<ProjectMap>());
        services.AddScoped<StageService>().AddScoped<StageReader>().AddScoped<ISignOffKind, StageKind>();
        services.AddScoped<PromiseReader>().AddScoped<PromiseService>().AddScoped<PromiseClock>().AddScoped<PromiseLedger>().AddScoped<ILedger>(p => p.GetRequiredService<PromiseLedger>());
        services.AddScoped<ISignOffKind, PromiseKind>().AddScoped<IInboxSource, PromiseInbox>().AddSingleton(PromiseWords.Address);
        services.AddScoped<ExtensionService>().AddScoped<ISignOffKind, ExtensionKind>().AddScoped<LandingReader>().AddScoped<PhaseService>().AddScoped<NodeService>().AddScoped<Contracts.IProjectSetup, ProjectSetup>();
        services.AddScoped<IAttachmentSubject, ProjectAttachments>().AddScoped<IReferenceHolder, ProjectReferences>();
        services.AddSingleton<ICaseKindSource, ProjectProblems>().AddScoped<ICaseSubject, ProjectSubject>();
        services.AddScoped<ICountedSource, ProjectCounts>().AddScoped<ICountedSource, ProgressCounts>().AddScoped<ICountedSource, RatingCounts>();
        services.AddSingleton(new LedgerAddress(ProjectLedger.LedgerCode, "projects.ledger", "projects", ProjectsPermissions.Read, [.. ProjectFilter.Names])
        {
            Labels = ProjectFilter.Names.Where(n => n != "q").ToDictionary(n => n, n => $"projects.filter.{n}", StringComparer.Ordinal),
            ValueKeys = new Dictionary<string, string> { ["kind"] = "projects.kind.", ["stage"] = "projects.stage.", ["band"] = "projects.band.", ["list"] = "projects.list.", ["wall"] = "projects.yes.", ["ended"] = "projects.yes.", ["voided"] = "projects.yes." },
        });
    }

    /// <inheritdoc />
    public void ConfigureModel(ModelBuilder model, JingkaiDbContext db) => ProjectsModel.Configure(model, db);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder zone)
    {
        ProjectEndpoints.Map(zone);
        StageEndpoints.Map(zone);
        WallEndpoints.Map(zone);
        ProgressEndpoints.Map(zone);
        RatingEndpoints.Map(zone);
        PromiseEndpoints.Map(zone);
        ExtensionEndpoints.Map(zone);
        LandingEndpoints.Map(zone);
        PhaseEndpoints.Map(zone);
        NodeEndpoints.Map(zone);
    }
}

/// <summary>The module's place in the side navigation.</summary>
internal sealed class ProjectsNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries => [new("projects.nav.wall", "wall", "map", ProjectsPermissions.Read, 255, "projects.nav.group"), new("projects.nav.rating", "ratings", "trophy", ProjectsPermissions.Read, 257, "projects.nav.group"), new("projects.nav.ledger", "projects", "building-community", ProjectsPermissions.Read, 260, "projects.nav.group"), new("projects.nav.promises", "promises", "file-check", ProjectsPermissions.Read, 265, "projects.nav.group"), new("projects.landing", "landing", "clock", ProjectsPermissions.Read, 270, "projects.nav.group")];
}
