namespace Jingkai.Platform.Ledgers;

/// <summary>Thrown by <see cref="IImportSession.ApplyAsync"/> when what its rows were judged by has changed before they were
/// written. The import judges the file again, so that each row is answered for what holds now.</summary>
public sealed class ImportOvertakenException(string message) : Exception(message);
