using Jingkai.ArchitectureTests.Access;
using Jingkai.Offenders;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.ArchitectureTests.Tests;

public sealed class AccessTests(House house)
{
    [Fact]
    public void Every_page_says_who_may_read_it()
    {
        EndpointRules.Pages(House.Assemblies).ShouldBeEmpty();
        EndpointRules.Pages([typeof(StrayExport).Assembly]).ShouldBe(
        [
            "Jingkai.Offenders.Pages.OpenPage says nothing of who may read it",
            "Jingkai.Offenders.Pages.TwiceGuardedPage carries Permission(offenders.unheard-of) and SignedIn",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Every_endpoint_says_who_may_call_it()
    {
        EndpointRules.Endpoints(house.Endpoints, Lists.ClosedEndpoints).ShouldBeEmpty();
        EndpointRules.Endpoints(Wrong(), Lists.ClosedEndpoints).ShouldBe(
        [
            "GET /open says nothing of who may call it",
            "POST /twice carries Permission(offenders.unheard-of) and SignedIn",
        ]);
    }

    [Fact]
    public void Anonymous_endpoints_stand_on_the_closed_list()
    {
        EndpointRules.Anonymous(house.Endpoints, Lists.AnonymousEndpoints).ShouldBeEmpty();
        EndpointRules.Anonymous(Wrong(), new HashSet<string> { "GET /gone" }).ShouldBe(
        [
            "GET /anyone is open to anyone and not on the list",
            "GET /gone is on the list and does not exist or is not open",
        ]);
    }

    [Fact]
    public void Every_permission_asked_for_is_declared()
    {
        var declared = house.App.Services.GetRequiredService<PermissionCatalog>().Codes;
        EndpointRules.UnknownPermissions(house.Endpoints, declared).ShouldBeEmpty();
        EndpointRules.UnknownPermissions(Wrong(), declared).ShouldBe(["POST /twice asks for offenders.unheard-of, which nobody declares"]);
        house.App.Services.GetServices<INavigationSource>().SelectMany(n => n.Entries).Select(e => e.Permission).Except(declared).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_of_a_zone_opens_without_a_permission_in_it()
    {
        EndpointRules.ZonesWithoutPermission(house.Endpoints).ShouldBeEmpty();
        EndpointRules.ZonesWithoutPermission(Wrong()).ShouldBe(["GET /zones/{zone}/everything lies in a zone and asks for no permission"]);
    }

    /// <summary>Endpoints that break every rule.</summary>
    private static IReadOnlyList<Endpoint> Wrong()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/open", () => "");
        app.MapPost("/twice", () => "").RequirePermission("offenders.unheard-of").RequireSignIn();
        app.MapGet("/anyone", () => "").AllowAnyone();
        app.MapGet("/zones/{zone}/everything", () => "").RequireSignIn();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)];
    }
}
