using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Surveys;

/// <summary>Whatever is confirmed, changed or proposed, wherever it is done, answers what open rounds ask of these fields. An import
/// answers nothing: a file from elsewhere is not what somebody asked has said.</summary>
internal static class SurveyMarks
{
    /// <summary>Marks in the caller's transaction; the caller saves.</summary>
    public static async Task AnswerAsync(JingkaiDbContext db, Guid enterprise, IReadOnlyCollection<string> fields, SurveyState state, string by, DateTime at, CancellationToken cancel)
    {
        var items = await db.Set<SurveyItem>().AsTracking().Where(i => i.EnterpriseId == enterprise && (i.State == SurveyState.Open || i.State == SurveyState.Proposed)
            && db.Set<SurveyRound>().Any(r => r.ZoneId == i.ZoneId && r.Id == i.RoundId && r.ClosedAt == null)).ToListAsync(cancel);
        foreach (var item in items.Where(i => fields.Contains(i.Field))) (item.State, item.ByName, item.At) = (state, by, at);
    }
}
