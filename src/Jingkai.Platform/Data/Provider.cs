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

    /// <summary>Reads <c>Host=…</c> or <c>postgres://user:password@host:port/name?sslmode=require</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static DatabaseLocation Parse(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
            return Named(new(text), text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw new ArgumentException("the address cannot be read");
        var user = uri.UserInfo.Split(':', 2);
        var builder = new Npgsql.NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }

        return Named(builder, builder.ConnectionString);
    }

    private static DatabaseLocation Named(Npgsql.NpgsqlConnectionStringBuilder builder, string text) =>
        string.IsNullOrEmpty(builder.Host) ? throw new ArgumentException("the host is missing") : new(Provider.Postgres, text);
}
