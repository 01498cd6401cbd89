using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Papers;

/// <summary>Records which issued papers print which figures, in the transaction of the issue, so that a later correction names them; a voided
/// paper cites nothing any more.</summary>
internal sealed class PaperCitations(FigureQuotes quotes, TimeProvider clock) : IEventHandler<DocumentIssued>, IEventHandler<DocumentVoided>
{
    private const int LongestPrinted = 100;

    public async Task HandleAsync(JingkaiDbContext db, DocumentIssued happened, CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var printed in happened.Figures)
        {
            // The paper was composed of it a moment ago.
            if (!FigureRef.Decode(printed.Ref).Try(out var reference, out _) || !(await quotes.FindAsync(printed.Ref, cancel)).Try(out var named, out _)) continue;
            db.Add(new Citation
            {
                ZoneId = db.ZoneId, Document = TitleOf(happened.Document), DatedOn = happened.Document.IssuedOn!.Value, Ref = printed.Ref, Indicator = reference.Indicator, Subject = reference.Subject, Period = reference.Period,
                Printed = printed.Printed.Length > LongestPrinted ? printed.Printed[..LongestPrinted] : printed.Printed,
                ValueE4 = named.Figure.Value is { } value && named.Indicator.Shown.ToScaled(value, named.Indicator.Base, 4) is { IsOk: true } scaled ? scaled.Value : null,
                RecordedAt = now, RecordedById = db.Actor.MemberId,
            });
        }

        await db.SaveChangesAsync(cancel);
    }

    public async Task HandleAsync(JingkaiDbContext db, DocumentVoided happened, CancellationToken cancel)
    {
        // Its number stands in the title, so no other paper is meant.
        var title = TitleOf(happened.Document);
        foreach (var citation in await db.Set<Citation>().AsTracking().Where(c => c.Document == title && c.DatedOn == happened.Document.IssuedOn && c.VoidedAt == null).ToListAsync(cancel))
            (citation.VoidedAt, citation.VoidReason) = (clock.Now(), happened.Reason);
        await db.SaveChangesAsync(cancel);
    }

    private static string TitleOf(Document document) => $"{document.Title}（{document.Number}）";
}
