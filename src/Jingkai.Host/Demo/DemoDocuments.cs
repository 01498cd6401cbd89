using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Documents;
using Jingkai.Platform.SignOffs;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>Papers of the offices: words with their numbers, one notice that was issued, a talk notice to an enterprise, a letter that waits to be signed, a draft;
/// where the zone has the figures, a bulletin that quotes them. The papers and their matters are invented; the figures are the zone's.</summary>
internal static class DemoDocuments
{
    /// <summary>Drafts, signs and issues them as the officers would.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="account">The sign-in name of a role in this zone.</param>
    /// <param name="word">How the zone's numbers begin: 临经开.</param>
    /// <param name="enterprise">An enterprise of the zone, by credit code; null: there is none.</param>
    /// <param name="figures">The zone has the figures of the bulletin.</param>
    /// <param name="today">The business date of the zone.</param>
    public static async Task AddAsync(IServiceProvider services, Func<string, string> account, string word, string? enterprise, bool figures, DateOnly today)
    {
        foreach (var (ending, series, next) in ((string, string, int)[])[("发", "document", 41), ("函", "letter", 12), ("约", "talk", 1), ("督", "supervision", 7)])
            await ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<SeriesKeeper>().PutAsync(word + ending, new(series, next))).Word);
        var notice = await DraftAsync(services, account("department"), today.AddDays(-20), new("notice", Fields: new JsonObject
        {
            ["matter"] = "做好汛期在建项目安全生产工作",
            ["basis"] = "当前正值汛期，强降雨天气多发。为确保在建项目安全有序推进，现将有关事项通知如下：",
            ["text"] = "一、全面排查隐患\n各施工单位要立即对深基坑、高边坡、临时用电和起重设备开展自查，发现隐患立即整改。\n二、落实值班值守\n预警期间项目负责人在岗带班，遇险情第一时间停工撤人并报告。\n三、及时报送情况\n每日17时前报送当日排查和整改情况。",
        }, To: "各园区、各在建项目单位", CopyTo: "区应急管理局、区住房和城乡建设局"));
        await ActAsync(services, account("leader"), async s => Must(await s.GetRequiredService<DocumentMover>().IssueAsync(notice, "同意印发。", null)).Code, today.AddDays(-19));
        if (figures)
        {
            var bulletin = await DraftAsync(services, account("economy"), today.AddDays(-9), new("bulletin", Fields: new JsonObject
            {
                ["matter"] = "1—7月规上工业经济运行情况",
                ["opening"] = "1—7月，开发区规上工业总产值{{figure:IND_GOV@2020-01/2020-07}}，同比增长{{figure:IND_GOV@2020-01/2020-07|growth}}。现将有关情况通报如下：",
                ["figures"] = new JsonArray(new JsonObject { ["name"] = "规上工业总产值（1—7月）", ["figure"] = "IND_GOV@2020-01/2020-07", ["note"] = "累计" }),
                ["analysis"] = "（一）主导产业支撑有力\n主导产业产值{{figure:IND_GOV@2020-01/2020-07@主导产业}}，占规上工业总产值的{{figure:IND_GOV@2020-01/2020-07@主导产业|share}}。\n（二）企业之间仍不平衡\n部分企业产值还低于上年同期，要逐户分析原因。",
                ["demands"] = new JsonArray("抓好重点企业监测，逐户分析产值下降的原因。", "加快在建项目投产，尽早形成新的增量。", "落实惠企政策，帮助企业稳订单、稳用工。"),
            }, To: "各园区、各部门", CopyTo: "区统计局", Attachments: "1—7月规上工业主要指标表"));
            await SignAsync(services, account, bulletin, today.AddDays(-9));
        }

        if (enterprise is not null)
        {
            var talk = await DraftAsync(services, account("projects"), today.AddDays(-3), new("talk-notice", Enterprise: enterprise, Fields: new JsonObject
            {
                ["project"] = "二期厂房建设",
                ["reason"] = "经核查，你单位二期厂房建设项目原定6月底主体结顶，至今形象进度完成约七成，连续两次半月通报进度滞后。",
                ["day"] = today.AddDays(6).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["time"] = "上午9时30分", ["place"] = "管委会三楼会议室", ["attendees"] = "企业主要负责人、项目负责人",
                ["demands"] = new JsonArray("倒排工期，明确每周节点和责任人。", "增加施工班组，确保年内主体结顶。"), ["within"] = "收到本单之日起10个工作日内",
            }));
            await ActAsync(services, account("leader"), async s => Must(await s.GetRequiredService<DocumentMover>().IssueAsync(talk, null, null)).Code, today.AddDays(-2));
        }

        var letter = await DraftAsync(services, account("projects"), today.AddDays(-1), new("letter", Fields: new JsonObject
        {
            ["matter"] = "商请加快二期厂房用电增容方案审查",
            ["text"] = "我区二期厂房项目设备将于10月进场，现有变压器容量不足，已报送增容方案。\n为保障项目按期投产，商请贵单位加快方案审查，并就临时用电接入予以指导。",
            ["closing"] = "请予支持为盼",
        }, To: "区供电服务中心"));
        await ActAsync(services, account("projects"), async s => Must(await s.GetRequiredService<DocumentMover>().SubmitAsync(letter, new(account("leader"), [account("economy")], "急用，请审定。"), null)).Code);
        await DraftAsync(services, account("department"), today, new("supervision", Fields: new JsonObject
        {
            ["matter"] = "进场道路临时占用问题", ["source"] = "协调解难会议定事项", ["facts"] = "道路施工与设备运输时间仍有冲突，运输计划尚未书面告知施工单位。", ["demands"] = new JsonArray("与企业确认设备运输计划。"),
        }, To: "产业招商局"));
    }

    private static Task<string> DraftAsync(IServiceProvider services, string account, DateOnly day, DocumentInput input) => ActAsync(services, account, async s => Must(await s.GetRequiredService<DocumentKeeper>().DraftAsync(input)).Code, day);

    /// <summary>By sign-off: an office agrees, the leader issues.</summary>
    private static async Task SignAsync(IServiceProvider services, Func<string, string> account, string code, DateOnly day)
    {
        var signOff = await ActAsync(services, account("economy"), async s => Must(await s.GetRequiredService<DocumentMover>().SubmitAsync(code, new(account("leader"), [account("projects")], "请审定。"), null)).SignOffCode!, day);
        foreach (var (role, opinion) in ((string, string)[])[("projects", "无意见。"), ("leader", "同意印发。")])
            await ActAsync(services, account(role), async s => await s.GetRequiredService<SignOffService>().MoveAsync(signOff, new(SignOffVerb.Approve, opinion)) is { IsOk: false, Error: { } error } ? throw new InvalidOperationException(error.Code) : signOff, day);
    }

    private static Task<T> ActAsync<T>(IServiceProvider services, string account, Func<IServiceProvider, Task<T>> work, DateOnly? day = null) => DemoSignOffs.ActAsync(services, account, work, day);

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value
        : throw new InvalidOperationException($"{result.Error.Code}: {result.Error.Message.Zh} {string.Join("; ", (result.Error.Details ?? []).Select(d => $"{d.Field}: {d.Message.Zh}"))}");
}
