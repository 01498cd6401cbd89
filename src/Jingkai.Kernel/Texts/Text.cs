using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>A short message in the two languages of the interface.</summary>
/// <param name="Zh">The Chinese wording; the leading one.</param>
/// <param name="En">The English wording of the same statement.</param>
public readonly record struct Text(string Zh, string En)
{
    /// <summary>The wording for a reader's culture: Chinese for every culture of the language <c>zh</c>, otherwise English.</summary>
    /// <param name="culture">The reader's culture. The invariant culture reads English.</param>
    public string For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return string.Equals(culture.TwoLetterISOLanguageName, "zh", StringComparison.Ordinal) ? Zh : En;
    }

    /// <summary>The wording for <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    public string Current => For(CultureInfo.CurrentUICulture);

    /// <summary>The same as <see cref="Current"/>, so that an interpolated message reads in the reader's language.</summary>
    public override string ToString() => Current;
}
