using Jingkai.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Events;

/// <summary>Something that happened in one module and that others react to, in the same transaction. Declared in the
/// publisher's <c>Contracts</c>.</summary>
public interface IEvent;

/// <summary>Reacts to an event. Runs in the publisher's transaction: if it fails, nothing of the change remains.</summary>
/// <typeparam name="T">The event.</typeparam>
public interface IEventHandler<in T> where T : IEvent
{
    /// <summary>Handles the event on the publisher's context.</summary>
    Task HandleAsync(JingkaiDbContext db, T happened, CancellationToken cancel);
}

/// <summary>Hands events to the modules that react to them.</summary>
public sealed class EventHub(IServiceProvider services)
{
    /// <summary>Runs all handlers, one after another, in order of registration.</summary>
    public async Task PublishAsync<T>(JingkaiDbContext db, T happened, CancellationToken cancel = default) where T : IEvent
    {
        foreach (var handler in services.GetServices<IEventHandler<T>>()) await handler.HandleAsync(db, happened, cancel);
    }
}
