namespace Jingkai.Platform.Data;

/// <summary>The two databases Jingkai runs on.</summary>
public enum Provider
{
    /// <summary>The embedded default: one file, one writer.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,
}

/// <summary>Where the data of an installation lives.</summary>
/// <param name="Provider">Which engine.</param>
/// <param name="ConnectionString">ADO.NET connection string of that engine.</param>
public sealed record DatabaseLocation(Provider Provider, string ConnectionString)
{
    /// <summary>The SQLite file of a data folder.</summary>
    public static DatabaseLocation File(string path) =>
        new(Provider.Sqlite, $"Data Source={path};Foreign Keys=True;Default Timeout=60");

    /// <summary>Reads <c>Host=…</c> or <c>postgres://user:password@host:port/name</c>.</summary>
    public static DatabaseLocation Parse(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
            return new(Provider.Postgres, text);
        var uri = new Uri(text);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new Npgsql.NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        return new(Provider.Postgres, builder.ConnectionString);
    }
}
