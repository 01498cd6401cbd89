using System.Reflection;
using Jingkai.ArchitectureTests;
using Jingkai.Host;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(House))]

namespace Jingkai.ArchitectureTests;

/// <summary>The whole program, put together once and never started.</summary>
public sealed class House : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-architecture").FullName;
    private readonly Dictionary<Provider, WebApplication> apps = [];

    public House()
    {
        apps.Add(Provider.Sqlite, Build(DatabaseLocation.File(Path.Combine(folder, "jingkai.db"))));
        apps.Add(Provider.Postgres, Build(new(Provider.Postgres, "Host=localhost")));
    }

    /// <summary>The program with SQLite.</summary>
    internal WebApplication App => apps[Provider.Sqlite];

    /// <summary>All pages and endpoints.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => [.. ((IEndpointRouteBuilder)App).DataSources.SelectMany(s => s.Endpoints)];

    /// <summary>The modules' assemblies.</summary>
    internal static IReadOnlyList<Assembly> Modules => [.. JingkaiApp.Modules.Select(m => m.GetType().Assembly)];

    /// <summary>All assemblies of the product.</summary>
    internal static IReadOnlyList<Assembly> Assemblies =>
        [.. new[] { "Jingkai.Kernel", "Jingkai.Rules", "Jingkai.Platform", "Jingkai.Ui" }.Select(Assembly.Load), .. Modules, typeof(JingkaiApp).Assembly];

    /// <summary>Which module owns an assembly's tables.</summary>
    internal static IReadOnlyDictionary<Assembly, string> Codes => JingkaiApp.Modules.ToDictionary(m => m.GetType().Assembly, m => m.Code);

    /// <summary>The model on one database, with everything that only the design needs.</summary>
    internal IModel Model(Provider provider)
    {
        using var scope = apps[provider].Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().GetService<IDesignTimeModel>().Model;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values) await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private WebApplication Build(DatabaseLocation database) => JingkaiApp.Build(new(folder, database));
}
