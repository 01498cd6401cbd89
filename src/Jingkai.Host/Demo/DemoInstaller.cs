using System.Text.Json;
using Jingkai.Economy.Contracts;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers.Importing;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Host.Demo;

/// <summary>Sets up the demo zones from the files of <c>demo/</c>, the way an office would: units and accounts, then the
/// ledgers through the same import everyone uses.</summary>
internal static class DemoInstaller
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string[] Ledgers = ["enterprises", "enterprise-reports", "observations", "targets"];

    private sealed record DemoZone(
        string Code, string Name, string ShortName, string Level, string Province, string City, IReadOnlyList<ZoneNameView> Names, DateOnly Today, DemoPeople? Demo);

    private sealed record DemoPeople(string? Liaison, string? Enterprise, string? OperatorPark);

    private sealed record DemoPark(string Name);

    private sealed record DemoUnit(string Code, string Name, string? Parent);

    private sealed record DemoRole(string Account, string Name, string Post, string? Unit, params string[] Roles);

    private static readonly DemoRole[] People =
    [
        new("leader", "林书记", "党工委书记", "COMMITTEE", Roles.Leader),
        new("economy", "陈科", "经济运行科科长", "ECONOMY", Roles.Economy),
        new("statistics", "沈科员", "经济运行科科员", "ECONOMY", Roles.Economy),
        new("promotion", "周科", "产业招商局局长", "PROMOTION", Roles.Promotion),
        new("projects", "吴科", "项目服务中心主任", "PROJECTS", Roles.Projects),
        new("department", "郑科", "规划建设局局长", "PLANNING", Roles.Department),
        new("liaison", "", "联企干部", "SERVICE", Roles.Liaison),
        new("enterprise", "企业联系人", "财务负责人", null, Roles.Enterprise),
        new("operator", "园区运营", "运营主管", null, Roles.Operator),
        new("auditor", "孙审计", "审计专员", "OFFICE", Roles.Auditor),
        new("admin", "管理员", "系统管理员", "OFFICE", Roles.SystemAdministrator, Roles.SecurityAdministrator),
    ];

    /// <summary>Installs every zone of the folder and returns the accounts made.</summary>
    public static async Task<IReadOnlyList<AccessAccount>> InstallAsync(IServiceProvider services, string folder)
    {
        var zones = JsonSerializer.Deserialize<List<DemoZone>>(await File.ReadAllTextAsync(Path.Combine(folder, "zones.json")), Json)!;
        var accounts = new List<AccessAccount>();
        foreach (var zone in zones) accounts.AddRange(await ZoneAsync(services, zone, Path.Combine(folder, zone.Code)));
        await using var scope = services.CreateAsyncScope();
        Root(scope.ServiceProvider);
        accounts.Add(await AccountAsync(scope.ServiceProvider, "province", "省级观察员", InstallationRoles.Observer));
        return accounts;
    }

    private static async Task<IReadOnlyList<AccessAccount>> ZoneAsync(IServiceProvider services, DemoZone zone, string folder)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            Root(scope.ServiceProvider);
            Must(await scope.ServiceProvider.GetRequiredService<ZoneService>().CreateAsync(
                new(zone.Code, zone.Name, zone.Level, zone.Province, zone.City, zone.ShortName), zone.Names, zone.Today));
        }

        var accounts = await PeopleAsync(services, zone, folder);
        await InZone(services, zone, async s => Must(await s.GetRequiredService<IEconomySetup>().AddIndicatorsAsync(Open(folder, "indicators.json"))));
        var parks = JsonSerializer.Deserialize<List<DemoPark>>(await File.ReadAllTextAsync(Path.Combine(folder, "parks.json")), Json)!;
        await InZone(services, zone, s => s.GetRequiredService<IParkSetup>().AddAsync([.. parks.Select(p => p.Name)]));
        await ImportAsync(services, zone, folder, Ledgers[0]);
        await InZone(services, zone, async s => Must(await s.GetRequiredService<IEconomySetup>().DefineGroupsAsync(Open(folder, "groups.json"))));
        foreach (var ledger in Ledgers.Skip(1)) await ImportAsync(services, zone, folder, ledger);
        // Factories and competitive edge are further columns of the register, kept by hand beside the list that is made.
        await ImportAsync(services, zone, folder, Ledgers[0], "factories");
        await ImportAsync(services, zone, folder, "supply-links");
        await ImportAsync(services, zone, folder, "projects");
        await ImportAsync(services, zone, folder, "projects", "sub-projects");
        await ImportAsync(services, zone, folder, "project-investments");
        await ImportAsync(services, zone, folder, "promises");
        await InZone(services, zone, s => AssignAsync(s, zone));
        await InZone(services, zone, s => DemoSignOffs.AddAsync(s, name => Account(zone, name)));
        await InZone(services, zone, s => ProfileAsync(s, folder));
        await InZone(services, zone, s => DemoMaps.AddAsync(s, folder));
        await InZone(services, zone, s => DemoLiving.AddAsync(s, name => Account(zone, name), zone.Demo?.Liaison, zone.Demo?.Enterprise, zone.Today));
        await InZone(services, zone, s => DemoClocks.AddAsync(s, name => Account(zone, name), zone.Today));
        await InZone(services, zone, s => DemoMeetings.AddAsync(s, name => Account(zone, name), zone.Today));
        await InZone(services, zone, s => DemoCases.AddAsync(s, name => Account(zone, name), zone.Today));
        // One zone plays a month: the others are as an office finds its zone before the first month is opened.
        if (zone.Code == "linping") await InZone(services, zone, s => DemoMonths.AddAsync(s, name => Account(zone, name), zone.Demo?.Enterprise));
        if (File.Exists(Path.Combine(folder, "ratings", "progress-flags.yaml")))
            await InZone(services, zone, s => DemoRating.AddAsync(s, name => Account(zone, name), Path.Combine(folder, "ratings", "progress-flags.yaml"), new(2021, 7, 1), zone.Today));
        if (zone.Code == "shangyu")
        {
            await InZone(services, zone, s => DemoProjects.AddAsync(s, name => Account(zone, name), zone.Today));
            await InZone(services, zone, s => DemoProblems.AddAsync(s, name => Account(zone, name), zone.Today));
        }

        if (Directory.Exists(Path.Combine(folder, "rules"))) await InZone(services, zone, s => DemoRules.AddAsync(s, name => Account(zone, name), Path.Combine(folder, "rules")));
        var word = zone.Code switch { "linping" => "临经开", "shangyu" => "虞经开", "yangzhou" => "扬经开", _ => "钱开" };
        await InZone(services, zone, s => DemoDocuments.AddAsync(s, name => Account(zone, name), word, zone.Demo?.Enterprise, figures: zone.Code == "linping", zone.Today));
        return accounts;
    }

    private static async Task<List<AccessAccount>> PeopleAsync(IServiceProvider services, DemoZone zone, string folder)
    {
        var accounts = new List<AccessAccount>();
        var units = JsonSerializer.Deserialize<List<DemoUnit>>(await File.ReadAllTextAsync(Path.Combine(folder, "units.json")), Json)!;
        await InZone(services, zone, async s =>
        {
            var keeper = s.GetRequiredService<AccountService>();
            foreach (var unit in units) Must(await keeper.AddUnitAsync(unit.Name, units.FirstOrDefault(u => u.Code == unit.Parent)?.Name));
            foreach (var person in People)
            {
                var access = new AccessAccount(Account(zone, person.Account), Access.NewPassword());
                var name = person.Account == "liaison" && zone.Demo?.Liaison is { } liaison ? liaison : person.Name.Length > 0 ? person.Name : "联企干部";
                Must(await keeper.AddMemberAsync(new(access.Name, name, access.Password, person.Roles, units.FirstOrDefault(u => u.Code == person.Unit)?.Name, person.Post)));
                accounts.Add(access);
            }
        });
        return accounts;
    }

    /// <summary>What the articles say of the zone itself.</summary>
    private static async Task ProfileAsync(IServiceProvider services, string folder)
    {
        var path = Path.Combine(folder, "profile.json");
        if (!File.Exists(path)) return;
        var profile = services.GetRequiredService<ZoneProfile>();
        foreach (var fact in JsonSerializer.Deserialize<List<NewZoneFact>>(await File.ReadAllTextAsync(path), Json)!) Must(await profile.AddAsync(fact));
    }

    /// <summary>The first zone's accounts have plain names, those of the others end in its code.</summary>
    private static string Account(DemoZone zone, string name) => zone.Code == "linping" ? name : $"{name}.{zone.Code}";

    /// <summary>Ties the enterprise contact to its enterprise and the operator to its park.</summary>
    private static async Task AssignAsync(IServiceProvider services, DemoZone zone)
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var directory = services.GetRequiredService<IEnterpriseDirectory>();
        var members = await MemberList.ReadAsync(db);
        Guid Member(string account) => members.First(m => m.UserName == Account(zone, account)).Id;
        if (zone.Demo?.Enterprise is { } key && await directory.FindAsync(key) is { } enterprise)
        {
            var id = Member("enterprise");
            var member = await db.Set<Member>().FirstAsync(m => m.Id == id);
            member.EnterpriseId = enterprise.Id;
        }

        // A leader stands behind the demo's own enterprise and a few more.
        var sponsored = (await directory.SuggestAsync("", 3)).Select(e => e.Id).ToHashSet();
        if (zone.Demo?.Enterprise is { } own && await directory.FindAsync(own) is { } first) sponsored.Add(first.Id);
        foreach (var id in sponsored)
            db.Add(new Assignment { ZoneId = db.ZoneId, MemberId = Member("leader"), Role = AssignmentRoles.Sponsor, SubjectKind = "enterprise", SubjectId = id, FromOn = new(zone.Today.Year, 1, 1) });
        // The ledger says who holds an enterprise, not since when; they have held it since the beginning of the year.
        foreach (var held in await db.Set<Assignment>().Where(a => a.Role == AssignmentRoles.Liaison).ToListAsync()) held.FromOn = new(zone.Today.Year, 1, 1);
        var parks = await directory.ParksAsync();
        var park = parks.FirstOrDefault(p => p.Name == zone.Demo?.OperatorPark) ?? parks.FirstOrDefault();
        if (park is not null)
            db.Add(new Assignment { ZoneId = db.ZoneId, MemberId = Member("operator"), Role = AssignmentRoles.Operator, SubjectKind = "park", SubjectId = park.Id, FromOn = new(2019, 1, 1) });
        await db.SaveChangesAsync();
    }

    private static Task ImportAsync(IServiceProvider services, DemoZone zone, string folder, string ledger, string? name = null) => InZone(services, zone, async s =>
    {
        var path = Path.Combine(folder, (name ?? ledger) + ".csv");
        if (!File.Exists(path)) return;
        await using var file = File.OpenRead(path);
        var job = Must(await s.GetRequiredService<ImportService>().StartAsync(ledger, file, $"{name ?? ledger}.csv", new() { Mode = ImportMode.All }));
        var handler = s.GetServices<IJobHandler>().First(h => h.Kind == job.Kind);
        var outcome = await handler.RunAsync(new(job.Id, job.Payload, _ => { }), CancellationToken.None);
        var report = (ImportReport)(outcome is FailedWork failed ? failed.Result : outcome!);
        if (report.Rejected > 0 || (!report.Committed && report.Read > 0))
            throw new InvalidOperationException($"demo file {zone.Code}/{name ?? ledger}.csv: {string.Join("; ", report.Errors.Take(5).Select(e => $"row {e.Row} {e.Column} {e.Code} {e.Message} ({e.Value})"))}");
        await s.GetRequiredService<JobQueue>().FinishAsync(s.GetRequiredService<JingkaiDbContext>(), job.Id, report);
    });

    private static async Task InZone(IServiceProvider services, DemoZone zone, Func<IServiceProvider, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        Root(scope.ServiceProvider);
        var info = await scope.ServiceProvider.GetRequiredService<ZoneDirectory>().FindAsync(zone.Code) ?? throw new InvalidOperationException($"zone {zone.Code} is missing");
        scope.ServiceProvider.GetRequiredService<Actor>().Enter(info.Id, info.Code, zone.Today);
        await work(scope.ServiceProvider);
    }

    private static async Task<AccessAccount> AccountAsync(IServiceProvider services, string name, string display, string role)
    {
        var access = new AccessAccount(name, Access.NewPassword());
        Must(await services.GetRequiredService<AccountService>().CreateAccountAsync(name, display, access.Password, role));
        return access;
    }

    private static void Root(IServiceProvider services) =>
        services.GetRequiredService<Actor>().SignIn(Guid.Empty, "setup", "演示数据安装", InstallationRoles.Administrator, "cli", null);

    private static FileStream Open(string folder, string name) => File.OpenRead(Path.Combine(folder, name));

    private static T Must<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh} {string.Join("; ", (result.Error.Details ?? []).Select(d => $"{d.Field}: {d.Message.Zh}"))}");
}
