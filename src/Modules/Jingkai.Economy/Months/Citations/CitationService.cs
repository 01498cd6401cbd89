using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Citations;

/// <summary>A figure that a paper prints: by its ref, or by indicator, period and subject.</summary>
internal sealed record CitedFigure(string? Ref, string? Indicator, string? Period, string? Subject, string? Printed);

/// <summary>A paper to record.</summary>
internal sealed record NewCitation(string? Document, DateOnly? On, IReadOnlyList<CitedFigure>? Figures);

/// <summary>Records which published papers print which figures, so that a later correction names them.</summary>
internal sealed class CitationService(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, FigureReader figures, TimeProvider clock)
{
    private const int LongestTitle = 200;
    private const int LongestPrinted = 100;

    public async Task<Result<int>> AddAsync(NewCitation input, CancellationToken cancel = default)
    {
        var errors = new List<Error>();
        var title = TextNormal.Clean(input.Document);
        if (title.Length == 0) errors.Add(ApiErrors.Required("document"));
        else if (title.Length > LongestTitle) errors.Add(CitationErrors.TooLong("document", LongestTitle));
        if (input.On is null) errors.Add(ApiErrors.Required("on"));
        if (input.Figures is not { Count: > 0 }) errors.Add(CitationErrors.NoFigures);
        var rows = new List<Citation>();
        foreach (var cited in input.Figures ?? [])
        {
            var read = await ReadAsync(cited, cancel);
            if (read.IsOk) rows.Add(read.Value);
            else errors.Add(read.Error);
        }

        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var now = clock.Now();
        foreach (var row in rows)
        {
            (row.ZoneId, row.Document, row.DatedOn, row.RecordedAt, row.RecordedById) = (db.ZoneId, title, input.On!.Value, now, db.Actor.MemberId);
            db.Add(row);
        }

        await db.SaveChangesAsync(cancel);
        return rows.Count;
    }

    /// <summary>Takes a citation back that was recorded by mistake.</summary>
    public async Task<Result> VoidAsync(Guid id, string? reason, CancellationToken cancel = default)
    {
        var clean = TextNormal.Clean(reason);
        if (clean.Length == 0) return MonthErrors.ReasonRequired;
        var citation = await db.Set<Citation>().AsTracking().FirstOrDefaultAsync(c => c.Id == id && c.VoidedAt == null, cancel);
        if (citation is null) return ApiErrors.NotFound;
        (citation.VoidedAt, citation.VoidReason) = (clock.Now(), clean);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    private async Task<Result<Citation>> ReadAsync(CitedFigure cited, CancellationToken cancel)
    {
        var printed = TextNormal.Clean(cited.Printed);
        if (printed.Length == 0) return CitationErrors.PrintedRequired;
        if (printed.Length > LongestPrinted) return CitationErrors.TooLong("figures", LongestPrinted);
        var (code, periodText, subjectText) = (cited.Indicator, cited.Period, cited.Subject);
        if (!string.IsNullOrWhiteSpace(cited.Ref))
        {
            var decoded = FigureRef.Decode(cited.Ref.Trim());
            if (!decoded.IsOk) return CitationErrors.UnknownFigure(cited.Ref);
            (code, subjectText, periodText, _, _) = decoded.Value;
        }

        var indicator = await indicators.FindAsync(code, cancel);
        if (!indicator.IsOk) return indicator.Error.At("figures");
        var period = FigurePeriods.Read(indicator.Value, periodText);
        if (!period.IsOk) return period.Error.At("figures");
        var subject = await subjects.FindAsync(subjectText, cancel);
        if (!subject.IsOk) return subject.Error.At("figures");
        if ((await figures.ReadAsync(indicator.Value, subject.Value, [period.Value], null, cancel))[0] is not { Withheld: false } figure) return CitationErrors.UnknownFigure($"{indicator.Value.NameZh} {period.Value}");
        return new Citation
        {
            Ref = figure.Ref, Indicator = indicator.Value.Code, Subject = subject.Value.Text, Period = period.Value.ToString(), Printed = printed,
            ValueE4 = figure.Value is { } value && indicator.Value.Shown.ToScaled(value, indicator.Value.Base, 4) is { IsOk: true } scaled ? scaled.Value : null,
        };
    }
}
