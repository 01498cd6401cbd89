using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Jingkai.IntegrationTests.Outbox;

/// <summary>A letter as the mail server took it.</summary>
public sealed record Mail(string From, string To, string Data)
{
    /// <summary>A header, decoded (RFC 2047).</summary>
    public string? Header(string name)
    {
        var lines = Data.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");
        var line = lines.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : Decode(line[(name.Length + 1)..].Trim());
    }

    /// <summary>The text; letters are sent in Base64.</summary>
    public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(Data.Split("\r\n\r\n", 2)[1].Split("\r\n"))));

    private static string Decode(string value)
    {
        var text = new StringBuilder();
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.Split('?');
            var encoded = parts.Length == 5 && word.StartsWith("=?utf-8?B?", StringComparison.OrdinalIgnoreCase);
            if (encoded) text.Append(Encoding.UTF8.GetString(Convert.FromBase64String(parts[3])));
            else text.Append(text.Length > 0 ? " " : "").Append(word);
        }

        return text.ToString();
    }
}

/// <summary>Stands in for a mail server (RFC 5321, without TLS), on a port of this machine.</summary>
public sealed class StandInMailServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Mail> mails = new();

    public StandInMailServer()
    {
        listener.Start();
        _ = Accept();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<Mail> Mails => [.. mails];

    /// <summary>What it answers to <c>RCPT TO</c>; 250 takes the recipient.</summary>
    public Func<string, string> Recipient { get; set; } = _ => "250 ok";

    /// <summary>What was said to sign in, in clear.</summary>
    public ConcurrentQueue<string> SignedIn { get; } = new();

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, new ASCIIEncoding()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 stand-in");
            var (from, to) = ("", "");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await writer.WriteLineAsync("250-stand-in");
                        await writer.WriteLineAsync("250 AUTH LOGIN");
                        break;
                    case "AUTH":
                        await SignIn(line, reader, writer);
                        break;
                    case "MAIL":
                        from = Address(line);
                        await writer.WriteLineAsync("250 ok");
                        break;
                    case "RCPT":
                        to = Address(line);
                        await writer.WriteLineAsync(Recipient(to));
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        mails.Enqueue(new(from, to, await Data(reader)));
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 ok");
                        break;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The other side, or the test, is gone.
        }
    }

    private async Task SignIn(string line, StreamReader reader, StreamWriter writer)
    {
        static string Plain(string? text) => Encoding.UTF8.GetString(Convert.FromBase64String(text ?? ""));
        var words = line.Split(' ');
        if (words.Length > 2) SignedIn.Enqueue(Plain(words[2]));
        else
        {
            await writer.WriteLineAsync("334 VXNlcm5hbWU6");
            SignedIn.Enqueue(Plain(await reader.ReadLineAsync(stop.Token)));
        }

        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
        SignedIn.Enqueue(Plain(await reader.ReadLineAsync(stop.Token)));
        await writer.WriteLineAsync("235 welcome");
    }

    private async Task<string> Data(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        return data.ToString().TrimEnd();
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
