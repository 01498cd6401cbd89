using Jingkai.Economy.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.SignOffs;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>Months as an office has them: May locked, July confirmed and waiting for the leader's agreement to its lock, August open with some
/// late, some to confirm and one returned. The reports are those of the demo files; who did what to them is invented.</summary>
internal static class DemoMonths
{
    private const string May = "2020-05";
    private const string July = "2020-07";
    private const string August = "2020-08";

    /// <summary>How many of August are confirmed already.</summary>
    private const int Confirmed = 150;

    /// <summary>Plays it as the officers would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="enterprise">The enterprise that has an account.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, string? enterprise)
    {
        var (economy, second) = (account("economy"), account("statistics"));
        await ActAsync(services, economy, c => c.PlanEnterprisesAsync("above-scale", 5));
        foreach (var month in (string[])[May, July])
        {
            await ActAsync(services, economy, c => c.OpenAsync(month));
            await ActAsync(services, second, c => c.ConfirmAsync(month));
        }

        // The article of September prints July's figures as the office had delivered them.
        await ActAsync(services, economy, c => c.CiteAsync("《主要经济指标“V”字型反弹 余杭开发区夺取“经济高分报表”》", new(2020, 9, 9), "IND_GOV", "2020-01/2020-07", "401.87亿元"));
        var code = await ActAsync(services, economy, c => c.AskToLockAsync(May, "5月数据已核对，与对外公布数一致；停产企业不再催报。"));
        await DemoSignOffs.ActAsync(services, account("leader"), async s =>
        {
            var moved = await s.GetRequiredService<SignOffService>().MoveAsync(code, new(SignOffVerb.Approve, "同意。"));
            return moved.IsOk ? code : throw new InvalidOperationException(moved.Error.Code);
        });
        await ActAsync(services, economy, c => c.AskToLockAsync(July, "7月数据已核对，与对外公布数一致，请批准锁定。"));
        await ActAsync(services, economy, c => c.PlanOfficeAsync("FDI", "产业招商局", 8));
        await ActAsync(services, economy, c => c.OpenAsync(August));
        if (enterprise is not null) await ActAsync(services, second, c => c.ReturnAsync(August, enterprise, "本月产值与用电量走势相反，请核实后再报。"));
        await ActAsync(services, second, c => c.ConfirmAsync(August, Confirmed));
    }

    private static Task<T> ActAsync<T>(IServiceProvider services, string account, Func<IMonthCycle, Task<Result<T>>> work) =>
        DemoSignOffs.ActAsync(services, account, async s => Must(await work(s.GetRequiredService<IMonthCycle>())));

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh}");
}
