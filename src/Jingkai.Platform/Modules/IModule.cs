using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Modules;

/// <summary>What a module gives to the house: services, entities and endpoints. Everything else (navigation, permissions,
/// ledgers, figures, demo records) it registers as services behind the platform's extension points.</summary>
public interface IModule
{
    /// <summary>Short lower-case name; prefix of its tables, permissions and resource keys.</summary>
    string Code { get; }

    /// <summary>Registers the module's services.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Contributes the module's entities. Scope filters may refer to <paramref name="db"/>.</summary>
    void ConfigureModel(ModelBuilder model, JingkaiDbContext db);

    /// <summary>Maps the module's endpoints below <c>/api/v1/zones/{zone}</c>.</summary>
    void MapEndpoints(IEndpointRouteBuilder zone);

    /// <summary>Maps the endpoints that look at several zones, below <c>/api/v1</c>. Most modules have none.</summary>
    void MapInstallation(IEndpointRouteBuilder api) { }
}

/// <summary>The modules of this installation, in order of dependency.</summary>
public sealed class ModuleCatalog(IReadOnlyList<IModule> modules)
{
    /// <summary>All modules.</summary>
    public IReadOnlyList<IModule> All { get; } = modules;
}
