using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Jingkai.IntegrationTests.Outbox;

/// <summary>A request as it arrived.</summary>
public sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The key against doubles.</summary>
    public string Key => Headers.GetValueOrDefault("jingkai-delivery") ?? "";
}

/// <summary>What the stand-in does with a request it has read.</summary>
public abstract record Reply
{
    /// <summary>200.</summary>
    public static Reply Ok { get; } = new Answer(200);

    /// <summary>Breaks the connection off, as a machine does that goes down.</summary>
    public sealed record Reset : Reply;

    /// <summary>Says nothing until the other side gives up.</summary>
    public sealed record Silence : Reply;

    /// <summary>Begins an answer and breaks off within its first line.</summary>
    public sealed record Half : Reply;

    /// <summary>An answer.</summary>
    public sealed record Answer(int Status, string Body = "", string? Header = null) : Reply
    {
        /// <summary>The headers come at once, the body never ends.</summary>
        public bool Endless { get; init; }
    }
}

/// <summary>Stands in for what listens outside, on a port of this machine, and does with each request whatever the test says.</summary>
public sealed class StandInReceiver : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Received> requests = new();
    private readonly ConcurrentDictionary<string, Func<Received, Reply>> behaviours = new(StringComparer.Ordinal);

    public StandInReceiver()
    {
        listener.Start(200);
        _ = Accept();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>An address of it.</summary>
    public string At(string path) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}{path}");

    /// <summary>Says what is done with requests for a path (without its query); otherwise they are answered with 200.</summary>
    public string On(string path, Func<Received, Reply> behave)
    {
        behaviours[path] = behave;
        return At(path);
    }

    /// <summary>The requests for a path, in the order in which they were read.</summary>
    public IReadOnlyList<Received> For(string path) => [.. requests.Where(r => Bare(r) == path)];

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private static string Bare(Received request) => request.Path.Split('?')[0];

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptSocketAsync(stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(Socket socket)
    {
        using var connection = socket;
        try
        {
            if (await Read(socket) is not { } request) return;
            requests.Enqueue(request);
            var reply = behaviours.TryGetValue(Bare(request), out var behave) ? behave(request) : Reply.Ok;
            await Do(socket, reply);
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other side, or the test, is gone.
        }
    }

    private async Task Do(Socket socket, Reply reply)
    {
        switch (reply)
        {
            case Reply.Reset:
                socket.LingerState = new(true, 0);
                break;
            case Reply.Silence:
                await socket.ReceiveAsync(new byte[1], stop.Token);
                break;
            case Reply.Half:
                await socket.SendAsync("HTTP/1.1 2"u8.ToArray(), stop.Token);
                break;
            case Reply.Answer answer:
                var body = Encoding.UTF8.GetBytes(answer.Body);
                var head = $"HTTP/1.1 {answer.Status} x\r\nContent-Length: {(answer.Endless ? 1_000_000 : body.Length)}\r\nConnection: close\r\n{(answer.Header is null ? "" : answer.Header + "\r\n")}\r\n";
                await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], stop.Token);
                if (answer.Endless) await socket.ReceiveAsync(new byte[1], stop.Token);
                socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    private async Task<Received?> Read(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        int end;
        while ((end = EndOfHead(bytes)) < 0)
        {
            var read = await socket.ReceiveAsync(buffer, stop.Token);
            if (read == 0) return null;
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        var lines = Encoding.ASCII.GetString([.. bytes[..end]]).Split("\r\n");
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).ToDictionary(h => h[0].ToLowerInvariant(), h => h[1].Trim(), StringComparer.Ordinal);
        var length = headers.TryGetValue("content-length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (bytes.Count < end + 4 + length)
        {
            var read = await socket.ReceiveAsync(buffer, stop.Token);
            if (read == 0) return null;
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        return new(first[0], first[1], headers, Encoding.UTF8.GetString([.. bytes.Skip(end + 4).Take(length)]));
    }

    private static int EndOfHead(List<byte> bytes)
    {
        for (var i = 0; i + 3 < bytes.Count; i++)
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') return i;
        return -1;
    }
}
