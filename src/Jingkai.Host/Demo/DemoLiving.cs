using Jingkai.Enterprises.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>A register that has been lived with: a third of the files not confirmed for more than a year, a round of the liaison's
/// enterprises under way, and one field that an enterprise contests. All of it is invented.</summary>
internal static class DemoLiving
{
    /// <summary>Adds it as the people of the zone would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="liaison">Name of the liaison in the register; null: the zone has none.</param>
    /// <param name="enterprise">The enterprise that has an account; null: none.</param>
    /// <param name="today">The zone's business day.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, string? liaison, string? enterprise, DateOnly today)
    {
        var setup = services.GetRequiredService<ILivingSetup>();
        await setup.AgeAsync(3, today.AddMonths(-13));
        if (liaison is null || enterprise is null) return;
        await DemoSignOffs.ActAsync(services, account("economy"), async s =>
        {
            await s.GetRequiredService<ILivingSetup>().SurveyAsync("第三季度企业大摸底", ["contacts", "address", "products", "staff"], today.AddDays(21), liaison);
            return true;
        });
        await DemoSignOffs.ActAsync(services, account("economy"), async s =>
        {
            await s.GetRequiredService<ILivingSetup>().FreezeAsync(today.Year - 1);
            return true;
        });
        await DemoSignOffs.ActAsync(services, account("economy"), async s =>
        {
            // Two files of the old list: one is part of its enterprise already, the other waits for somebody to compare.
            var (living, directory) = (s.GetRequiredService<ILivingSetup>(), s.GetRequiredService<IEnterpriseDirectory>());
            var known = (await directory.SuggestAsync("电梯", 2)).Concat(await directory.SuggestAsync("机械", 2)).DistinctBy(e => e.Id).Where(e => e.CreditCode != enterprise).Take(2).ToList();
            if (known.Count < 2) return true;
            var merged = await living.DoubleAsync(known[0].Code, OldForm(known[0].Name));
            await living.MergeAsync(known[0].Code, merged, "与营业执照核对，系同一家企业");
            await living.DoubleAsync(known[1].Code, OldForm(known[1].Name));
            return true;
        });
        await DemoSignOffs.ActAsync(services, account("enterprise"), async s =>
        {
            await s.GetRequiredService<ILivingSetup>().CorrectAsync(enterprise, "products", "永磁同步伺服电机、减速机", "档案里没有主导产品，填报口径以2020年产品目录为准。");
            return true;
        });
    }

    /// <summary>The name without the form of a company, as old lists write it.</summary>
    private static string OldForm(string name) => name.Replace("股份有限公司", "", StringComparison.Ordinal).Replace("有限公司", "", StringComparison.Ordinal) + "公司";
}
