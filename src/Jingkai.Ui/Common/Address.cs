using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Jingkai.Ui;

/// <summary>
/// The state of a page as its address: a path and named values. Ledgers keep filter, sort, page and columns here, so links,
/// the back button, bookmarks and exports all see the same state. Immutable; every change gives a new address.
/// </summary>
public sealed class Address
{
    private readonly KeyValuePair<string, string>[] _query;

    private Address(string path, IEnumerable<KeyValuePair<string, string>> query)
    {
        Path = path;
        // An empty field of a filter form says nothing: it would only make addresses long.
        _query = [.. query.Where(pair => pair.Value.Length > 0)];
    }

    /// <summary>The path, without the values.</summary>
    public string Path { get; }

    /// <summary>Names and values in the order of the address; a name may occur several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => _query;

    /// <summary>The address of a request.</summary>
    public static Address Of(HttpRequest request) => new(
        request.PathBase.Add(request.Path).ToUriComponent(),
        request.Query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))));

    /// <summary>Reads an address from the root, such as <c>/z/linping/enterprises?q=科技</c>.</summary>
    public static Address Parse(string address)
    {
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        return mark < 0
            ? new(address, [])
            : new(address[..mark], QueryHelpers.ParseQuery(address[mark..])
                .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))));
    }

    /// <summary>The first value of a name, or null.</summary>
    public string? this[string name] => _query.FirstOrDefault(pair => Same(pair.Key, name)).Value;

    /// <summary>Every value of a name; <c>a=1,2&amp;a=3</c> gives three.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. _query.Where(pair => Same(pair.Key, name)).SelectMany(pair => pair.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>With one value for the name, in the place of all others; without the name when the value is null or empty.</summary>
    public Address With(string name, string? value)
    {
        var rest = Without(name);
        return string.IsNullOrEmpty(value) ? rest : new(Path, [.. rest._query, KeyValuePair.Create(name, value)]);
    }

    /// <summary>Without the names.</summary>
    public Address Without(params IEnumerable<string> names) => new(Path, _query.Where(pair => !names.Any(name => Same(pair.Key, name))));

    /// <summary>With these names only.</summary>
    public Address Only(params IEnumerable<string> names) => new(Path, _query.Where(pair => names.Any(name => Same(pair.Key, name))));

    /// <summary>The same values at another path, for example the export of the list that is shown.</summary>
    public Address At(string path) => new(path, _query);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Path);
        for (var i = 0; i < _query.Length; i++)
        {
            text.Append(i == 0 ? '?' : '&').Append(Uri.EscapeDataString(_query[i].Key)).Append('=').Append(Uri.EscapeDataString(_query[i].Value));
        }

        return text.ToString();
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
