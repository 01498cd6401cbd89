namespace Jingkai.Projects.Register;

/// <summary>What page, interface and file ask to be changed, read and judged: by column, the stored value; null clears. What is not here stays.</summary>
internal sealed class ProjectChange
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

    public IEnumerable<string> Columns => values.Keys;

    public object? this[string column]
    {
        set => values[column] = value;
    }

    public bool Has(string column) => values.ContainsKey(column);

    /// <summary>The value of a column that is set; otherwise what stands there now.</summary>
    public T? Or<T>(string column, T? now) => values.TryGetValue(column, out var value) ? (T?)value : now;
}
