using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>Requests on their way, so that every officer of a demo zone finds something in the inbox. The people and their words are
/// invented.</summary>
internal static class DemoSignOffs
{
    /// <summary>Starts them as the officers would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account)
    {
        var waiting = await StartAsync(services, account("economy"), new(
            "关于国庆假期顺延8月月报上报期限的请示", "9月上报期与企业报税期重叠，12家企业反映来不及。\n拟将截止日顺延两个工作日，并提前三天逐户提醒。",
            [new(SignOffMode.All, [account("projects"), account("department")]), new(SignOffMode.One, [account("leader")])], [account("promotion")]));
        await MoveAsync(services, account("department"), waiting, new(SignOffVerb.Approve, "同意。请同步告知各街道和园区运营单位。"));
        var returned = await StartAsync(services, account("promotion"), new(
            "关于组织第三季度重大项目“云签约”活动的请示", "拟于9月中旬举行，签约项目清单附后。", [new(SignOffMode.Any, [account("projects"), account("economy")])], null));
        await MoveAsync(services, account("economy"), returned, new(SignOffVerb.Return, "请补充各项目预计产值和用地面积后再报。"));
        var agreed = await StartAsync(services, account("projects"), new("关于建立重点项目周调度机制的请示", null, [new(SignOffMode.One, [account("leader")])], [account("department")]));
        await MoveAsync(services, account("leader"), agreed, new(SignOffVerb.Approve, "很好，先从在建的产业项目做起。"));
    }

    private static async Task<string> StartAsync(IServiceProvider services, string account, NewSignOff request) =>
        await ActAsync(services, account, async s =>
        {
            var started = await s.GetRequiredService<GeneralSignOffs>().StartAsync(request);
            return started.IsOk ? started.Value.Code : throw new InvalidOperationException(started.Error.Code);
        });

    private static async Task MoveAsync(IServiceProvider services, string account, string code, MoveRequest move) =>
        await ActAsync(services, account, async s =>
        {
            var moved = await s.GetRequiredService<SignOffService>().MoveAsync(code, move);
            return moved.IsOk ? code : throw new InvalidOperationException(moved.Error.Code);
        });

    /// <summary>Does something in the name of a member, with what the member may do.</summary>
    /// <param name="outside">Services inside the zone.</param>
    /// <param name="name">Who acts.</param>
    /// <param name="work">What is done.</param>
    /// <param name="day">On an earlier business day of the zone.</param>
    internal static async Task<T> ActAsync<T>(IServiceProvider outside, string name, Func<IServiceProvider, Task<T>> work, DateOnly? day = null)
    {
        var setup = outside.GetRequiredService<Actor>();
        await using var scope = outside.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<AccessReader>();
        var account = await scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Users.AsNoTracking().FirstAsync(a => a.UserName == name);
        var place = await access.PlaceAsync(account.Id, null, setup.ZoneId!.Value, CancellationToken.None) ?? throw new InvalidOperationException(name);
        var actor = scope.ServiceProvider.GetRequiredService<Actor>();
        actor.SignIn(account.Id, name, account.DisplayName, null, "cli", null);
        actor.Enter(setup.ZoneId.Value, setup.ZoneCode, day ?? setup.Today);
        actor.Hold(place.Member, place.Unit, place.Enterprise, place.Roles, place.Grants);
        return await work(scope.ServiceProvider);
    }
}
