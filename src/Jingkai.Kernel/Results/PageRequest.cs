using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Page">The number of the page, from 1.</param>
/// <param name="Size">Rows on a page, 1 to <see cref="MaxSize"/>.</param>
public sealed record PageRequest(int Page, int Size)
{
    /// <summary>Rows on a page when nothing is said.</summary>
    public const int DefaultSize = 20;

    /// <summary>The most rows a page may have.</summary>
    public const int MaxSize = 200;

    /// <summary>The last page that can be asked for; the number of rows before it still fits 32 bits.</summary>
    public const int MaxPage = 10_000_000;

    /// <summary>The first page in the default size.</summary>
    public static PageRequest First { get; } = new(1, DefaultSize);

    /// <summary>The rows before this page.</summary>
    public int Skip => (Page - 1) * Size;

    /// <summary>Reads the parameters <c>page</c> and <c>size</c> of a list.</summary>
    /// <param name="page">Null or empty is page 1.</param>
    /// <param name="size">Null or empty is <see cref="DefaultSize"/>.</param>
    /// <returns>The request, or the error <c>bad-page</c> (not a whole number, or out of range).</returns>
    public static Result<PageRequest> Parse(string? page, string? size)
    {
        if (!TryRead(page, 1, MaxPage, out var number))
        {
            return Error.Malformed("bad-page",
                $"页码应为1至{MaxPage}的整数", $"page must be a whole number from 1 to {MaxPage}", "page");
        }

        if (!TryRead(size, DefaultSize, MaxSize, out var rows))
        {
            return Error.Malformed("bad-page",
                $"每页行数应为1至{MaxSize}的整数", $"size must be a whole number from 1 to {MaxSize}", "size");
        }

        return new PageRequest(number, rows);
    }

    private static bool TryRead(string? text, int otherwise, int max, out int value)
    {
        value = otherwise;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= max);
    }
}
