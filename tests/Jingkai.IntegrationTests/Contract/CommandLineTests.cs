using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Jingkai.IntegrationTests.Contract;

/// <summary>The command line as the contract describes it: what goes to which stream, and the exit codes.</summary>
public sealed partial class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-cli").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("bogus")]
    [InlineData("audit")]
    [InlineData("serve extra")]
    [InlineData("serve --bogus x")]
    [InlineData("serve --port")]
    [InlineData("serve --port 70000")]
    [InlineData("migrate extra")]
    [InlineData("migrate --database nonsense")]
    [InlineData("migrate --database postgres://")]
    [InlineData("export one.zip two.zip")]
    [InlineData("token create --user root --days 0")]
    public async Task Wrong_usage_is_said_on_standard_error_and_ends_with_2(string line)
    {
        var (code, output, error) = await Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        code.ShouldBe(2, error);
        output.ShouldBeEmpty();
        error.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("token create --user root")]
    [InlineData("audit verify")]
    [InlineData("rollup rebuild")]
    [InlineData("export file.zip")]
    [InlineData("backup folder")]
    [InlineData("restore garbage")]
    [InlineData("import garbage")]
    [InlineData("migrate --database Host=127.0.0.1;Port=1;Username=nobody;Timeout=1")]
    public async Task Refused_operation_is_one_line_on_standard_error_and_ends_with_1(string line)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "garbage"), [1, 2, 3, 4, 5]);
        var (code, output, error) = await Run([.. line.Split(' '), "--data", Path.Combine(folder, "data")]);
        code.ShouldBe(1, error);
        output.ShouldBeEmpty();
        error.TrimEnd().Split('\n').Length.ShouldBe(1, error);
        File.Exists(Path.Combine(folder, "data", "jingkai.db")).ShouldBeFalse("a refused verb leaves no empty database behind");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("audit verify")]
    [InlineData("token create")]
    public async Task Every_verb_has_help(string verb)
    {
        var (code, output, error) = await Run([.. verb.Split(' '), "--help"]);
        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith($"jingkai {verb}");
    }

    [Fact]
    public async Task Rule_packs_are_checked_tested_run_and_compared()
    {
        const string Pack = """
            pack: marks
            kind: rating
            title: { zh: 名次, en: Marks }
            subject: unit
            facts:
              rank: { type: number, zh: 名次, en: rank }
            versions:
              - from: 2020-01-01
                verdicts:
                  - { flag: first, when: rank <= LIMIT }
                  - { flag: rest, when: rank > LIMIT }
            tests:
              - { given: { rank: 1 }, expect: { verdict: first } }
            """;
        var (one, two, broken, facts) = (Path.Combine(folder, "packs", "one.yaml"), Path.Combine(folder, "packs", "two.yaml"), Path.Combine(folder, "broken.yaml"), Path.Combine(folder, "facts.json"));
        Directory.CreateDirectory(Path.Combine(folder, "packs"));
        await File.WriteAllTextAsync(one, Pack.Replace("LIMIT", "3", StringComparison.Ordinal));
        await File.WriteAllTextAsync(two, Pack.Replace("LIMIT", "5", StringComparison.Ordinal));
        await File.WriteAllTextAsync(broken, Pack.Replace("LIMIT", "nowhere", StringComparison.Ordinal));
        await File.WriteAllTextAsync(facts, """[{"rank":2},{"rank":4},{"rank":9},{}]""");
        (await Run("rules", "check", Path.Combine(folder, "packs"))).ShouldBe((0, $"{one}: sound, 1 tests passed\n{two}: sound, 1 tests passed\n", ""));
        (await Run("rules", "test", one)).ShouldBe((0, $"{one}: 1 passed, 0 failed\n", ""));
        (await Run("rules", "run", one, "--facts", facts)).ShouldBe((0, "1\tfirst\n2\trest\n3\trest\n4\tunknown\n", ""));
        var (code, output, error) = await Run("rules", "diff", one, two, "--facts", facts);
        (code, error).ShouldBe((0, ""));
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldSatisfyAllConditions(lines => lines.Length.ShouldBe(2), lines => lines[0].ShouldStartWith("2\trest -> first\t"), lines => lines[1].ShouldBe("1 of 4 subjects change"));
        (code, output, error) = await Run("rules", "check", broken);
        (code, error.TrimEnd()).ShouldBe((1, error.TrimEnd().Split('\n').Single()));
        output.ShouldContain("unknown-fact");
        (await Run("rules", "test", Path.Combine(folder, "nothing.yaml"))).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Run_by_the_sdk_it_stays_in_the_callers_folder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Jingkai.slnx"))) root = root.Parent ?? throw new DirectoryNotFoundException("Jingkai.slnx");
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(root.FullName, "src", "Jingkai.Host"), "-getProperty:RunWorkingDirectory"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        (process.ExitCode, answer.Trim()).ShouldBe((0, ""), "a relative --data would mean a folder below src");
    }

    [Fact]
    public async Task Port_in_use_is_refused_before_the_first_start_makes_an_account()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var (code, output, error) = await Run("serve", "--empty", "--data", Path.Combine(folder, "data"), "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}");
        (code, output).ShouldBe((1, ""));
        error.TrimEnd().Split('\n').Length.ShouldBe(1, error);
        File.Exists(Path.Combine(folder, "data", "jingkai.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Empty_start_prints_its_secrets_once()
    {
        string[] serve = ["serve", "--empty", "--data", Path.Combine(folder, "data"), "--port", "0"];
        var first = await FirstLines(3, serve);
        first[0].ShouldMatch("^Jingkai is ready at http://127\\.0\\.0\\.1:[0-9]+$");
        first[1].ShouldMatch("^demo account: root / [^ ]+$");
        first[2].ShouldMatch("^API token: [^ ]+$");
        File.Exists(Path.Combine(folder, "data", "demo-access.json")).ShouldBeFalse();
        (await FirstLines(1, serve)).ShouldHaveSingleItem().ShouldStartWith("Jingkai is ready at ");
    }

    /// <summary>Serves until a page was answered, stops the server, and returns everything it printed on standard output.</summary>
    private async Task<IReadOnlyList<string>> FirstLines(int expected, string[] args)
    {
        using var process = Start(args);
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (lines.Count < expected && await process.StandardOutput.ReadLineAsync() is { } line) lines.Add(line);
        lines.Count.ShouldBe(expected, process.HasExited ? await errors : "");
        using (var client = new HttpClient()) (await client.GetAsync($"{Address().Match(lines[0]).Value}/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using (Process.Start("kill", $"{process.Id}")) await process.WaitForExitAsync();
        if (await process.StandardOutput.ReadToEndAsync() is { Length: > 0 } rest) lines.AddRange(rest.TrimEnd().Split('\n'));
        return lines;
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var process = Start(args);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private Process Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "jingkai.dll"), .. args])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex Address();
}
