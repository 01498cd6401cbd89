using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Jingkai.Bench;

/// <summary>The program as an office runs it, in a process of its own, so that its memory is its own too.</summary>
internal sealed class ChildServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-child").FullName;
    private readonly Process process;

    private ChildServer(string? database)
    {
        string[] words = ["serve", "--empty", "--port", "0", "--data", folder];
        process = Process.Start(Program([.. words, .. database is null ? Array.Empty<string>() : ["--database", database]]))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>The SQLite file.</summary>
    public string DatabasePath => Path.Combine(folder, "jingkai.db");

    /// <summary>The most the process ever held, in bytes: the kernel's own mark.</summary>
    public long PeakResident => File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is var line
        ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10 : 0;

    /// <param name="database">A connection string of PostgreSQL; SQLite when null.</param>
    public static async Task<ChildServer> StartAsync(string? database = null)
    {
        var server = new ChildServer(database);
        (string? Address, string? Token) said = default;
        while (said.Token is null)
        {
            var line = await server.process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server did not start");
            if (line.StartsWith("Jingkai is ready at ", StringComparison.Ordinal)) said.Address = line[20..];
            if (line.StartsWith("API token: ", StringComparison.Ordinal)) said.Token = line[11..];
        }

        server.Client = new(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new(said.Address!),
            Timeout = TimeSpan.FromMinutes(20),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", said.Token) },
        };
        return server;
    }

    public async Task ZoneAsync(string code) =>
        (await Client.PostAsJsonAsync("/api/v1/zones", new { code, name = "测量" + code, level = "省级", province = "浙江省", city = "嘉兴市" })).EnsureSuccessStatusCode();

    /// <summary>The program beside this one.</summary>
    public static ProcessStartInfo Program(params string[] words) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "jingkai.dll"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };

    public void Stop()
    {
        if (process.HasExited) return;
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        Client?.Dispose();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
