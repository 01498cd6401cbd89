using System.Text;

namespace Jingkai.Kernel;

/// <summary>
/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters. A value is well formed; whether its
/// check character fits is another question (<see cref="CheckPasses"/>), because registries have issued a few codes
/// that fail. The division inside is that of the registering office at the time and is not checked against any table.
/// </summary>
public readonly record struct CreditCode
{
    /// <summary>The number of characters.</summary>
    public const int Length = 18;

    /// <summary>The characters in the order of their values 0 to 30; I, O, S, V and Z are never used.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // GB 32100-2015: 3^(i-1) mod 31.
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    // GB 11714-1997.
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _value;

    private CreditCode(string value) => _value = value;

    /// <summary>The 18 characters, upper case; empty for the default value of the type.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Whether character 18 is the computed one. A failure is a warning, not a rejection.</summary>
    public bool CheckPasses => Value.Length == Length && Value[17] == ExpectedCheck;

    /// <summary>The check character computed from the first 17; <c>'\0'</c> for the default value of the type.</summary>
    public char ExpectedCheck => Value.Length == Length ? ComputeCheck(Value) : '\0';

    /// <summary>
    /// Whether the embedded organisation code (GB 11714-1997) passes its own check: position 17 against 9 to 16.
    /// For information only.
    /// </summary>
    public bool OrganisationCheckPasses => Value.Length == Length && Value[16] == ComputeOrganisationCheck(Value.AsSpan(8, 8));

    /// <summary>The organisation code (组织机构代码) of positions 9 to 17 as it is printed, <c>79965505-8</c>.</summary>
    public string OrganisationCode => Value.Length == Length ? $"{Value.AsSpan(8, 8)}-{Value[16]}" : string.Empty;

    /// <summary>
    /// Reads a code. Trims, turns full width into half width and lower case into upper, removes blanks and hyphens.
    /// The letters O and I are not turned into digits silently; the error proposes it.
    /// </summary>
    /// <returns>
    /// The code, whether or not its check passes; or an error (422): <c>credit-code-length</c> when there are not 18
    /// characters, <c>credit-code-character</c> when one is not allowed at its place.
    /// </returns>
    public static Result<CreditCode> Parse(string? text)
    {
        var plain = Normalise(text);
        if (plain.Length != Length)
        {
            return Error.Invalid("credit-code-length",
                $"统一社会信用代码应为18位，现为{plain.Length}位",
                $"a credit code has 18 characters, this has {plain.Length}");
        }

        var wrong = FirstWrong(plain);
        return wrong < 0 ? new CreditCode(plain) : WrongCharacter(plain, wrong);
    }

    /// <summary>
    /// The code that was probably meant where O was typed for 0 or I for 1, at places that cannot hold a letter O or I.
    /// </summary>
    /// <returns>The corrected code when it is well formed and its check passes; otherwise null.</returns>
    public static CreditCode? Propose(string? text)
    {
        var plain = Normalise(text);
        var corrected = plain.Replace('O', '0').Replace('I', '1');
        return !string.Equals(plain, corrected, StringComparison.Ordinal)
            && Parse(corrected) is { IsOk: true, Value: { CheckPasses: true } code } ? code : null;
    }

    /// <summary>Completes 17 characters with their check character.</summary>
    /// <param name="first17">Well-formed first 17 characters; normalised as by <see cref="Parse"/>.</param>
    /// <exception cref="ArgumentException">They are not 17, or one is not allowed at its place.</exception>
    public static string Build(string first17)
    {
        var plain = Normalise(first17);
        if (plain.Length != Length - 1 || FirstWrong(plain) >= 0)
        {
            throw new ArgumentException("Not the first 17 characters of a credit code.", nameof(first17));
        }

        return plain + ComputeCheck(plain);
    }

    /// <summary>The check character of an organisation code (GB 11714-1997): 0 to 9 or X.</summary>
    /// <param name="first8">Eight digits or capital letters.</param>
    /// <exception cref="ArgumentException">They are not eight digits or capital letters.</exception>
    public static char OrganisationCheck(string first8)
    {
        ArgumentNullException.ThrowIfNull(first8);
        return first8.Length == 8 && first8.All(char.IsAsciiLetterOrDigit)
            ? ComputeOrganisationCheck(first8.ToUpperInvariant())
            : throw new ArgumentException("Eight digits or letters are needed.", nameof(first8));
    }

    /// <summary>The 18 characters.</summary>
    public override string ToString() => Value;

    private static string Normalise(string? text)
    {
        var result = new StringBuilder(Length);
        foreach (var c in TextNormal.HalfWidth(text))
        {
            var invisible = char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\uFEFF';
            if (!invisible && c is not ('-' or '‐' or '‑' or '–' or '—' or '−'))
            {
                result.Append(char.ToUpperInvariant(c));
            }
        }

        return result.ToString();
    }

    private static int FirstWrong(string plain)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            // Positions 3 to 8 are the division of the registering office.
            var allowed = i is >= 2 and <= 7 ? char.IsAsciiDigit(plain[i]) : Alphabet.Contains(plain[i], StringComparison.Ordinal);
            if (!allowed)
            {
                return i;
            }
        }

        return -1;
    }

    private static Error WrongCharacter(string plain, int at)
    {
        var character = plain[at];
        var (zh, en) = ($"第{at + 1}位“{character}”不能出现在统一社会信用代码中", $"\"{character}\" is not allowed at position {at + 1} of a credit code");
        if (character is 'O' or 'I')
        {
            var digit = character == 'O' ? '0' : '1';
            zh += $"，是否把数字{digit}误写为字母{character}";
            en += $"; was the letter {character} typed for the digit {digit}";
            (zh, en) = Propose(plain) is { } proposal ? ($"{zh}，应为{proposal}？", $"{en}, meaning {proposal}?") : ($"{zh}？", $"{en}?");
        }

        if (at == Length - 1)
        {
            var check = ComputeCheck(plain);
            zh += $"（按前17位计算校验码应为{check}）";
            en += $" (the first 17 characters give the check character {check})";
        }

        return Error.Invalid("credit-code-character", zh, en);
    }

    private static char ComputeCheck(string plain)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(plain[i], StringComparison.Ordinal) * Weights[i];
        }

        // The outer remainder turns 31 into 0; without it the alphabet would be left.
        return Alphabet[(31 - (sum % 31)) % 31];
    }

    private static char ComputeOrganisationCheck(ReadOnlySpan<char> first8)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            // Here all 26 letters count, A = 10 to Z = 35; the alphabet of GB 32100 differs.
            var value = char.IsAsciiDigit(first8[i]) ? first8[i] - '0' : first8[i] - 'A' + 10;
            sum += value * OrganisationWeights[i];
        }

        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var n => (char)('0' + n) };
    }
}
