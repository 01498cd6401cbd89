using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Platform.SignOffs;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>A rule pack in force with recorded verdicts, and a newer text of it that waits for the second person. The policy is invented.</summary>
internal static class DemoRules
{
    private const string Pack = "linping-growth-reward";

    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, string folder)
    {
        var signOff = await ProposeAsync(services, account("economy"), Path.Combine(folder, "growth-reward.yaml"), "按年初工作会议部署，先对规上工业企业试行。");
        await DemoSignOffs.ActAsync(services, account("leader"), async s =>
            (await s.GetRequiredService<SignOffService>().MoveAsync(signOff, new(SignOffVerb.Approve, "同意试行，年中评估。"))) is { IsOk: true } ? true : throw new InvalidOperationException(signOff));
        await DemoSignOffs.ActAsync(services, account("economy"), async s =>
            (await s.GetRequiredService<VerdictBook>().RecordAsync(Pack, new(2020, 6, 30), null)) is { IsOk: true } ? true : throw new InvalidOperationException(Pack));
        await ProposeAsync(services, account("economy"), Path.Combine(folder, "growth-reward-next.yaml"), "受疫情影响，拟将增长门槛降至8%，同时要求税收不下降。");
    }

    private static Task<string> ProposeAsync(IServiceProvider services, string account, string file, string reason) => DemoSignOffs.ActAsync(services, account, async s =>
    {
        var proposed = await s.GetRequiredService<PackService>().ProposeAsync(new(await File.ReadAllTextAsync(file), null, null, reason));
        return proposed.IsOk ? proposed.Value.SignOff! : throw new InvalidOperationException(proposed.Error.Code);
    });
}
