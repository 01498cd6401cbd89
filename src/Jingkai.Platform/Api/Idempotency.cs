using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Api;

/// <summary><c>Idempotency-Key</c> on creates: the same request sent again (a phone on a bad line) gets the first answer and
/// creates nothing twice. Keys are an account's own and are kept for a week.</summary>
public static class Idempotency
{
    internal const string Header = "Idempotency-Key";
    internal const string ReplayedHeader = "Idempotent-Replayed";

    private const int LongestKey = 200;
    private const int LongestBody = 256 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    // A request that has not answered by then died with its process; the next one may take the key over.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    internal static Error BadKey { get; } = new(ErrorKind.Malformed, "bad-idempotency-key", new("Idempotency-Key 须为 1 至 200 个可见 ASCII 字符。", "Idempotency-Key has 1 to 200 visible ASCII characters."));

    internal static Error Reused { get; } = new(ErrorKind.Invalid, "idempotency-key-reused", new("这个 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for a different request."));

    internal static Error InProgress { get; } = new(ErrorKind.Conflict, "idempotency-in-progress", new("同一 Idempotency-Key 的请求正在处理，请稍后再试。", "The request with this Idempotency-Key is still running; try again in a moment."));

    /// <summary>Lets a create below a zone honour <c>Idempotency-Key</c>. Wraps the whole endpoint, because the fingerprint
    /// needs the body before it is bound.</summary>
    public static T WithIdempotency<T>(this T builder) where T : IEndpointConventionBuilder
    {
        builder.Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } inner) endpoint.RequestDelegate = http => Run(http, inner);
        });
        return builder;
    }

    private static async Task Run(HttpContext http, RequestDelegate inner)
    {
        var actor = http.RequestServices.GetRequiredService<Actor>();
        if (!http.Request.Headers.TryGetValue(Header, out var header) || actor.AccountId is not { } account || actor.ZoneId is not { } zone)
        {
            await inner(http);
            return;
        }

        var key = header.ToString();
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            await ApiResults.Problem(BadKey).ExecuteAsync(http);
            return;
        }

        var store = new Store(http.RequestServices, zone, account, key);
        var claim = await store.ClaimAsync(await Fingerprint(http), http.RequestAborted);
        if (claim.Refusal is { } refusal) await ApiResults.Problem(refusal).ExecuteAsync(http);
        else if (claim.Answer is { } answer) await Replay(http, answer);
        else await Answer(http, inner, store);
    }

    private static async Task Replay(HttpContext http, IdempotentRequest answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.Headers[ReplayedHeader] = "true";
        if (answer.Location is not null) http.Response.Headers.Location = answer.Location;
        if (answer.Body is null) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static async Task Answer(HttpContext http, RequestDelegate inner, Store store)
    {
        var outside = http.Response.Body;
        using var inside = new MemoryStream();
        http.Response.Body = inside;
        try
        {
            await inner(http);
            var status = http.Response.StatusCode;
            // A refusal creates nothing, so the mended request may come under the same key.
            if (status is >= 200 and < 300 && inside.Length <= LongestBody)
                await store.KeepAsync(status, inside.Length == 0 ? null : Encoding.UTF8.GetString(inside.GetBuffer(), 0, (int)inside.Length), http.Response.Headers.Location);
            else
                await store.ReleaseAsync();
        }
        catch
        {
            http.Response.Body = outside;
            await store.ReleaseAsync();
            throw;
        }

        http.Response.Body = outside;
        inside.Position = 0;
        await inside.CopyToAsync(outside, http.RequestAborted);
    }

    private static async Task<string> Fingerprint(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Take(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        async Task TakeAll(Stream content)
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, http.RequestAborted)) > 0;) hash.AppendData(buffer, 0, read);
        }

        Take($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        // A browser draws a new boundary each time it sends the same form: what the form says counts, not its bytes.
        if (http.Request.HasFormContentType && (await UploadForm.ReadAsync(http, long.MaxValue / 2, http.RequestAborted)).Try(out var form, out _))
        {
            foreach (var field in form.OrderBy(f => f.Key, StringComparer.Ordinal)) Take(JsonSerializer.Serialize<string?[]>([field.Key, .. field.Value]));
            foreach (var file in form.Files)
            {
                Take(JsonSerializer.Serialize<string[]>([file.Name, file.FileName]));
                await using var content = file.OpenReadStream();
                await TakeAll(content);
            }
        }
        else
        {
            http.Request.EnableBuffering();
            await TakeAll(http.Request.Body);
            http.Request.Body.Position = 0;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Claim(Error? Refusal = null, IdempotentRequest? Answer = null);

    /// <summary>The row of a key, written apart from the request's own context so that neither sees the other's changes.</summary>
    private sealed class Store(IServiceProvider services, int zone, Guid account, string key)
    {
        public Task<Claim> ClaimAsync(string fingerprint, CancellationToken cancel) => Within(async (db, now) =>
        {
            await db.Set<IdempotentRequest>().Where(r => r.AccountId == account && r.At < now - Kept).ExecuteDeleteAsync(cancel);
            if (await Row(db).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } found)
            {
                db.Add(new IdempotentRequest { ZoneId = zone, AccountId = account, Key = key, Fingerprint = fingerprint, At = now });
                try
                {
                    await db.SaveChangesAsync(cancel);
                    return new Claim();
                }
                catch (DbUpdateException)
                {
                    // Its twin came at the same moment and was quicker.
                    return new(InProgress);
                }
            }

            if (found.Fingerprint != fingerprint) return new(Reused);
            if (found.Status != 0) return new(Answer: found);
            var before = now - Abandoned;
            var taken = await Row(db).Where(r => r.Status == 0 && r.At < before).ExecuteUpdateAsync(r => r.SetProperty(x => x.At, now), cancel);
            return taken > 0 ? new() : new(InProgress);
        });

        public Task KeepAsync(int status, string? body, string? location) => Within((db, now) =>
            Row(db).ExecuteUpdateAsync(r => r.SetProperty(x => x.Status, status).SetProperty(x => x.Body, body).SetProperty(x => x.Location, location).SetProperty(x => x.At, now)));

        public Task ReleaseAsync() => Within((db, _) => Row(db).Where(r => r.Status == 0).ExecuteDeleteAsync());

        private IQueryable<IdempotentRequest> Row(JingkaiDbContext db) => db.Set<IdempotentRequest>().Where(r => r.AccountId == account && r.Key == key);

        private async Task<T> Within<T>(Func<JingkaiDbContext, DateTime, Task<T>> work)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().Enter(zone, "", default);
            return await work(scope.ServiceProvider.GetRequiredService<JingkaiDbContext>(), services.GetRequiredService<TimeProvider>().Now());
        }
    }
}
