using Jingkai.Host.Commands;

return await CommandLine.RunAsync(args);

/// <summary>Entry point; public so that tests can start the same program.</summary>
public partial class Program;
