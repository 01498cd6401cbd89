using System.Globalization;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Surveys;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>Corrections to answer, and rounds to confirm fields in.</summary>
internal sealed class LivingInbox(JingkaiDbContext db, PermissionCatalog permissions, SurveyReader surveys, Localizer words) : IInboxSource
{
    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me || !db.Actor.May(EnterprisesPermissions.Confirm)) return InboxPart.Empty;
        return box switch
        {
            InboxBox.ToDo => await ToDoAsync(me, take, cancel),
            InboxBox.Done => await PastAsync(db.Set<Correction>().AsNoTracking().Where(c => c.AnsweredById == me && c.ById != me), take, c => c.AnsweredAt!.Value, cancel),
            InboxBox.Started => await PastAsync(db.Set<Correction>().AsNoTracking().Where(c => c.ById == me && (c.State == CorrectionState.Open || c.AnsweredById != me)), take, c => c.At, cancel),
            _ => InboxPart.Empty,
        };
    }

    private async Task<InboxPart> ToDoAsync(Guid me, int take, CancellationToken cancel)
    {
        var open = await db.Set<Correction>().AsNoTracking().Where(c => c.State == CorrectionState.Open).OrderBy(c => c.At).ToListAsync(cancel);
        var holders = open.Count == 0 ? null : await CorrectionHolders.LoadAsync(db, permissions, cancel);
        var mine = open.Where(c => holders!.Of(c) == me).ToList();
        var rounds = await surveys.WaitingAsync(cancel);
        var items = rounds.Select(r => new InboxItem("survey", r.Code, Filled(words.Both("enterprises.survey.inbox"), r.Title, r.Open), $"surveys/{r.Code}/mine", r.At) { DueOn = r.UntilOn, From = r.By }).ToList();
        items.AddRange(await ItemsAsync(mine.Take(take), c => c.At, cancel));
        return new([.. items.Take(take)], mine.Count + rounds.Count);
    }

    private async Task<InboxPart> PastAsync(IQueryable<Correction> query, int take, Func<Correction, DateTime> at, CancellationToken cancel)
    {
        var total = await query.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        return new(await ItemsAsync(await query.OrderByDescending(c => c.AnsweredAt ?? c.At).ThenByDescending(c => c.Id).Take(take).ToListAsync(cancel), at, cancel), total);
    }

    private async Task<List<InboxItem>> ItemsAsync(IEnumerable<Correction> rows, Func<Correction, DateTime> at, CancellationToken cancel)
    {
        var list = rows.ToList();
        if (list.Count == 0) return [];
        var ids = list.Select(c => c.EnterpriseId).Distinct().ToList();
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Code, e.Name }).ToDictionaryAsync(e => e.Id, cancel);
        return list.ConvertAll(c =>
        {
            var (file, field, state) = (files[c.EnterpriseId], words.Both($"enterprises.field.{c.Field}"), words.Both($"enterprises.correction.state.{Kebab.Of(c.State)}"));
            var title = words.Both("enterprises.correction.inbox");
            return new InboxItem("correction", $"{file.Code}/{c.Id.ToString("N")[^8..]}",
                new(string.Format(CultureInfo.InvariantCulture, title.Zh, file.Name, field.Zh), string.Format(CultureInfo.InvariantCulture, title.En, file.Name, field.En)),
                $"enterprises/{file.Code}?tab=corrections", at(c))
            { From = c.ByName, State = c.State == CorrectionState.Open ? null : state };
        });
    }

    private static Text Filled(Text text, params object[] values) =>
        new(string.Format(CultureInfo.InvariantCulture, text.Zh, values), string.Format(CultureInfo.InvariantCulture, text.En, values));
}
