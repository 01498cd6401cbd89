using Jingkai.Economy.Contracts;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Citations;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Api;

namespace Jingkai.Economy.Months;

/// <inheritdoc />
internal sealed class MonthCycle(ReportPlans plans, TaskOpener opener, TaskReader tasks, DutyReader duties, DutyService moves, MonthService months, CitationService citations) : IMonthCycle
{
    public Task<Result<Guid>> PlanEnterprisesAsync(string set, int dueWorkday, CancellationToken cancel = default) =>
        plans.AddAsync(new(TaskKind.Enterprises, set, null, null, null, dueWorkday), cancel);

    public Task<Result<Guid>> PlanOfficeAsync(string indicator, string unit, int dueWorkday, CancellationToken cancel = default) =>
        plans.AddAsync(new(TaskKind.Office, null, null, indicator, unit, dueWorkday), cancel);

    public async Task<Result<int>> OpenAsync(string month, CancellationToken cancel = default) =>
        MonthService.Parse(month).Try(out var m, out var error) ? (await opener.OpenAsync(m, cancel)).Map(o => o.Duties) : error;

    public async Task<Result<int>> ConfirmAsync(string month, int? most = null, CancellationToken cancel = default)
    {
        if (!MonthService.Parse(month).Try(out var m, out var error)) return error;
        var done = 0;
        foreach (var task in (await tasks.OfMonthsAsync([m], cancel)).Where(t => t.Progress.Submitted > 0))
        {
            IReadOnlyCollection<Guid>? ids = null;
            if (most is { } limit)
            {
                ids = [.. (await duties.ListAsync(new(DutyState.Submitted, Task: task.Code), new(1, Math.Clamp(limit - done, 1, PageRequest.MaxSize)), cancel)).Items.Select(d => d.Id)];
                if (done >= limit) break;
            }

            var confirmed = await moves.ConfirmAllAsync(task.Code, ids, cancel);
            if (!confirmed.IsOk) return confirmed.Error;
            done += confirmed.Value.Done;
        }

        return done;
    }

    public async Task<Result<Guid>> ReturnAsync(string month, string enterprise, string reason, CancellationToken cancel = default)
    {
        if (!MonthService.Parse(month).Try(out var m, out var error)) return error;
        return (await duties.OfEnterpriseAsync(enterprise, m, cancel)).FirstOrDefault(d => d.State is DutyState.Submitted or DutyState.Confirmed) is { } duty
            ? await moves.ReturnAsync(duty.Id, reason, null, cancel) : ApiErrors.NotFound;
    }

    public async Task<Result<string>> AskToLockAsync(string month, string reason, CancellationToken cancel = default) =>
        MonthService.Parse(month).Try(out var m, out var error) ? (await months.LockAsync(m, reason, despiteUnconfirmed: true, cancel)).Map(s => s.Code) : error;

    public Task<Result<int>> CiteAsync(string document, DateOnly on, string indicator, string period, string printed, CancellationToken cancel = default) =>
        citations.AddAsync(new(document, on, [new(null, indicator, period, null, printed)]), cancel);
}
