using System.Diagnostics;
using System.Net.Http.Headers;
using Jingkai.Platform.Data;

namespace Jingkai.IntegrationTests;

/// <summary>The program as a process of its own, which a test can kill.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private readonly Process process;

    private ChildServer(Process process, Uri address, string? token) => (this.process, Address, Token) = (process, address, token);

    public Uri Address { get; }

    /// <summary>The token of the first start; later starts of an installation without a demo print none.</summary>
    public string? Token { get; }

    /// <summary>Starts the server on a free port and waits until it answers. The first start of an installation prints a token.</summary>
    public static async Task<ChildServer> StartAsync(string folder, DatabaseLocation location, bool first)
    {
        var process = Run(["serve", "--empty", "--port", "0", .. Place(folder, location)]);
        // Logs must not fill the pipe; what they say is told when the start fails.
        var log = process.StandardError.ReadToEndAsync();
        Uri? address = null;
        string? token = null;
        while (address is null || (first && token is null))
        {
            if (await process.StandardOutput.ReadLineAsync() is not { } line) throw new InvalidOperationException($"The server ended: {await log}");
            if (line.StartsWith("Jingkai is ready at ", StringComparison.Ordinal)) address = new(line["Jingkai is ready at ".Length..]);
            if (line.StartsWith("API token: ", StringComparison.Ordinal)) token = line["API token: ".Length..];
        }

        return new(process, address, token);
    }

    /// <summary>Runs a verb of the command line to its end.</summary>
    public static async Task<(int Code, string Output)> CommandAsync(string folder, DatabaseLocation location, params string[] verb)
    {
        using var process = Run([.. verb, .. Place(folder, location)]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    public HttpClient Client(string token)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Ends the process at once, as a power cut or <c>kill -9</c> does: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private static IEnumerable<string> Place(string folder, DatabaseLocation location) =>
        location.Provider == Provider.Postgres ? ["--data", folder, "--database", location.ConnectionString] : ["--data", folder];

    private static Process Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // The test's own host must not decide how the child runs.
        start.Environment.Remove("ASPNETCORE_URLS");
        return Process.Start(start)!;
    }
}
