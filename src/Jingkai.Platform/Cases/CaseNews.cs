using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;

namespace Jingkai.Platform.Cases;

/// <summary>Tells members and programs outside what happened to a case, in its transaction.</summary>
internal sealed class CaseNews(JingkaiDbContext db, NoticeWriter notices, IOutbox outbox, CasePeople people, TimeProvider time)
{
    public const string Topic = "case";

    public const string Registered = "case.registered", Assigned = "case.assigned", Answered = "case.answered", Settled = "case.settled", Closed = "case.closed", Reopened = "case.reopened";

    public static IReadOnlyList<OutboxTopic> Topics { get; } =
    [
        new(Registered, new("事项已登记", "A case was raised")),
        new(Assigned, new("事项已分办", "A case was assigned")),
        new(Answered, new("事项已答复", "A case was answered")),
        new(Settled, new("事项已办结", "A case was settled")),
        new(Closed, new("事项已销号", "A case was closed")),
        new(Reopened, new("事项已重办", "A case was reopened")),
    ];

    /// <summary>Tells members, but never who did it.</summary>
    public void Tell(Case row, IEnumerable<Guid> members, Text title, string? note = null, bool urgent = false)
    {
        foreach (var member in members.Where(m => m != db.Actor.MemberId).Distinct())
            notices.Add(db, new(member, Topic, title, $"cases/{row.Code}") { At = time.Now(), Text = note, Urgent = urgent || row.Urgent });
    }

    /// <summary>Tells those whose turn it is.</summary>
    public async Task TellTurnAsync(Case row, Text title, string? note, bool urgent, CancellationToken cancel) =>
        Tell(row, row.Turn switch
        {
            CaseTurn.Member => [row.TurnMemberId!.Value],
            CaseTurn.Unit => await people.HandlersAsync(row.TurnUnitId!.Value, cancel),
            CaseTurn.Desk => await people.DeskAsync(cancel),
            CaseTurn.Asker => await people.AskersAsync(row, cancel),
            _ => [],
        }, title, note, urgent);

    /// <summary>Tells who asked: the asker's accounts and the officer who wrote it down.</summary>
    public async Task TellAskerAsync(Case row, Text title, string? note, CancellationToken cancel) =>
        Tell(row, (await people.AskersAsync(row, cancel)).Concat(row.RaisedById is { } raiser ? [raiser] : []), title, note);

    /// <summary>Tells who answers for it.</summary>
    public void TellResponsible(Case row, Text title, string? note, bool urgent = false) => Tell(row, row.ResponsibleId is { } id ? [id] : [], title, note, urgent);

    /// <summary>Tells programs outside.</summary>
    public Task PublishAsync(string topic, Case row, CancellationToken cancel) => outbox.PublishAsync(db, topic, new { code = row.Code, kind = row.Kind, state = row.State }, cancel);
}
