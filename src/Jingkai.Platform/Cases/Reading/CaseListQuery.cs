using Jingkai.Kernel;
using Jingkai.Platform.Api;

namespace Jingkai.Platform.Cases.Reading;

/// <summary>The list as an address asks for it, of the interface and of pages; see <see cref="CaseFilter"/>.</summary>
public sealed record CaseListQuery(
    string? Whose, string? When, string? State, string? Kind, string? Category, string? Class, string? Source, string? Unit, string? Responsible, string? Subject, string? Group, string? Grade, string? RaisedFrom, string? RaisedUntil, string? Q, string? Sort,
    string? Page, string? Size)
{
    /// <summary>Reads it.</summary>
    /// <returns>The filter; 400 for what cannot be read.</returns>
    public Result<CaseFilter> Filter()
    {
        if (!Day(RaisedFrom, "raisedFrom").Try(out var from, out var error) || !Day(RaisedUntil, "raisedUntil").Try(out var until, out error)) return error;
        Guid? subject = null;
        if (!string.IsNullOrEmpty(Subject))
        {
            if (!Guid.TryParse(Subject, out var id)) return ApiErrors.BadFilter("subject", Subject);
            subject = id;
        }

        return new CaseFilter
        {
            Whose = Whose, When = When, State = State, Kind = Kind, Category = Category, Class = Class, Source = Source, Unit = Unit, Responsible = Responsible, Subject = subject, Group = Group, Grade = Grade,
            RaisedFrom = from, RaisedUntil = until, Q = Q, Sort = Sort,
        };
    }

    private static Result<DateOnly?> Day(string? text, string field) =>
        string.IsNullOrEmpty(text) ? Result.Ok<DateOnly?>(null) : DayBounds.TryRead(text, out var day) ? Result.Ok<DateOnly?>(day) : ApiErrors.BadFilter(field, text);
}
