using Jingkai.Kernel;
namespace Jingkai.Platform.Meetings;
public sealed record AgendaSubject(string Kind, string Id, Text Label, string? Path);
public sealed record NewMeeting(string Kind, string Title, DateTime? StartsAt, string? Place, Guid? Chair, Guid? Recorder);
public sealed class Meeting { public string Code { get; set; } = ""; }
public sealed class AgendaItem;
public interface IMeetings
{
    Task<Result<Meeting>> CallAsync(NewMeeting what, CancellationToken cancel = default);
    Task<Result<AgendaItem>> AddAsync(string meetingCode, AgendaSubject subject, string? question, CancellationToken cancel = default);
}
internal sealed class TempMeetings : IMeetings
{
    public Task<Result<Meeting>> CallAsync(NewMeeting what, CancellationToken cancel = default) => Task.FromResult(Result.Ok(new Meeting { Code = "M" }));
    public Task<Result<AgendaItem>> AddAsync(string meetingCode, AgendaSubject subject, string? question, CancellationToken cancel = default) => Task.FromResult(Result.Ok(new AgendaItem()));
}
