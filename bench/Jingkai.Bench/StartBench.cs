using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Jingkai.Bench;

/// <summary>From starting the program to its first answered page, and what it holds when idle, with the demo zones.</summary>
internal static class StartBench
{
    private const int Port = 5197;

    public static async Task RunAsync(ResultTable table)
    {
        var folder = Directory.CreateTempSubdirectory("jingkai-start").FullName;
        try
        {
            var (first, _) = await OnceAsync(folder);
            List<decimal> starts = [];
            var idle = 0L;
            for (var i = 0; i < 3; i++)
            {
                var (start, memory) = await OnceAsync(folder);
                starts.Add(start);
                idle = memory;
            }

            var host = await HostAsync();
            table.Note("first start: four demo zones set up to the first answered page", Text(first));
            table.Add("later start to the first answered page", Text(Sample.Median(starts)), $"the program printing its help: {Text(host)}", Sample.Median(starts) / host, "none", true);
            table.Note("resident memory, idle five seconds after the first page", string.Create(CultureInfo.InvariantCulture, $"{idle >> 20} MiB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(decimal milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000m:0.0} s");

    private static async Task<decimal> HostAsync()
    {
        List<decimal> times = [];
        for (var i = 0; i < 3; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var process = Process.Start(ChildServer.Program("--help"))!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            times.Add(Sample.Milliseconds(Stopwatch.GetElapsedTime(start)));
        }

        return Sample.Median(times);
    }

    private static async Task<(decimal Start, long Idle)> OnceAsync(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(ChildServer.Program("serve", "--data", folder, "--port", Port.ToString(CultureInfo.InvariantCulture)))!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Port}") };
            while (!await AnswersAsync(client, process)) await Task.Delay(10);
            var elapsed = Sample.Milliseconds(Stopwatch.GetElapsedTime(start));
            await Task.Delay(TimeSpan.FromSeconds(5));
            process.Refresh();
            return (elapsed, process.WorkingSet64);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Process process)
    {
        if (process.HasExited) throw new InvalidOperationException($"the program ended with {process.ExitCode} before it answered; is port {Port} taken?");
        try
        {
            using var answer = await client.GetAsync("/sign-in");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
