using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Modules;
using Jingkai.Platform.References;
using Jingkai.Services.Boards;
using Jingkai.Services.Figures;
using Jingkai.Services.Requests;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Services;

/// <summary>What enterprises ask for and what becomes of it (M16): requests and problems as cases of the platform, in the words and limits of service
/// to enterprises.</summary>
public sealed class ServicesModule : IModule
{
    /// <inheritdoc />
    public string Code => "services";

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICaseKindSource, RequestKinds>().AddScoped<ICaseSubject, EnterpriseSubject>().AddScoped<IReferenceHolder, RequestReferences>();
        services.AddSingleton<IEnterpriseTab, RequestsTab>();
        services.AddSingleton<IPermissionSource, BoardPermissions>().AddSingleton<INavigationSource, ServicesNavigation>();
        services.AddScoped<RequestBook>().AddScoped<ICountedSource, RequestCounts>().AddScoped<BoardReader>().AddScoped<SponsorBook>();
    }

    /// <inheritdoc />
    public void ConfigureModel(ModelBuilder model, JingkaiDbContext db)
    {
        // What enterprises ask for are cases of the platform; the module has no tables of its own.
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder zone) => BoardEndpoints.Map(zone);
}
