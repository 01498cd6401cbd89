using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Jingkai.Kernel;

namespace Jingkai.Platform.Outbox.Targets;

/// <summary>How a host was asked and what it said.</summary>
/// <param name="Status">Status of the answer; 0 when there was none.</param>
/// <param name="Body">The beginning of the answer.</param>
/// <param name="Failure">Why there was no answer, or none that may be followed.</param>
internal sealed record HttpAnswer(int Status, string Body, DeliveryOutcome? Failure)
{
    /// <summary>When the host asked to come again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>The one client by which messages leave. It connects only to addresses that the rules allow, and checks them where the
/// connection is made: a name that answers differently the second time gains nothing. It follows no redirect, keeps no cookie,
/// uses no proxy, and reads only the beginning of an answer.</summary>
internal sealed class OutboxHttp : IDisposable
{
    private const int LongestBody = 4096;

    private readonly HttpClient client;
    private readonly TargetRules rules;
    private readonly OutboxSettings settings;
    private readonly TimeProvider clock;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    public OutboxHttp(OutboxSettings settings, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.settings, this.clock, rules) = (settings, clock, new(settings));
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 16,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => client.Dispose();

    /// <summary>Sends a request once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="listed">True when the administrator wrote the address itself into the settings.</param>
    /// <param name="cancel">Breaks off without an outcome, as a crash would.</param>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, bool listed, CancellationToken cancel)
    {
        if (rules.Refusal(request.RequestUri, listed) is { } refused) return new(0, "", DeliveryOutcome.Refused(refused));
        request.Version = HttpVersion.Version11;
        request.Headers.UserAgent.ParseAdd("Jingkai");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            // A receiver that has said 2xx has taken the message, whatever becomes of the rest of its answer.
            var body = await BeginningAsync(response.Content, limit.Token);
            return status is >= 300 and < 400 ? new(status, body, DeliveryOutcome.Failed(DeliveryErrors.Redirect, $"{status}"))
                : new(status, body, null) { RetryAfter = After(response.Headers.RetryAfter) };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(0, "", DeliveryOutcome.Unreached(DeliveryErrors.TimedOut));
        }
        catch (HttpRequestException error)
        {
            return new(0, "", Reason(error));
        }
        catch (IOException)
        {
            return new(0, "", DeliveryOutcome.Unreached(DeliveryErrors.Broken));
        }
    }

    private static DeliveryOutcome Reason(HttpRequestException error) => error switch
    {
        { InnerException: RefusedAddressException } => DeliveryOutcome.Refused(DeliveryErrors.AddressRefused),
        { HttpRequestError: HttpRequestError.SecureConnectionError } => DeliveryOutcome.Unreached(DeliveryErrors.Tls),
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => DeliveryOutcome.Unreached(DeliveryErrors.NoSuchHost),
        { HttpRequestError: HttpRequestError.ConnectionError } => DeliveryOutcome.Unreached(DeliveryErrors.NotReached),
        _ => DeliveryOutcome.Unreached(DeliveryErrors.Broken),
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel);
        var allowed = found.Where(rules.Allows).ToArray();
        if (allowed.Length == 0) throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new RefusedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancel)
    {
        var buffer = new byte[LongestBody];
        var read = 0;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancel);
            while (read < buffer.Length && await stream.ReadAsync(buffer.AsMemory(read), cancel) is > 0 and var more) read += more;
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            // What came so far is enough.
        }

        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);

    /// <summary>The first words of an answer for the list of messages, without what must stay secret.</summary>
    public static string Excerpt(string body, params IEnumerable<string?> secrets)
    {
        foreach (var secret in secrets)
            if (secret is { Length: > 3 }) body = body.Replace(secret, "***", StringComparison.Ordinal);
        var text = TextNormal.Clean(body);
        return text.Length <= 200 ? text : text[..199] + "…";
    }
}
