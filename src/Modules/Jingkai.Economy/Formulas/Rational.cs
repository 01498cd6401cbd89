using System.Numerics;
using Jingkai.Kernel;

namespace Jingkai.Economy.Formulas;

/// <summary>An exact fraction. Formulas are computed in these and rounded once, when the answer is written.</summary>
internal readonly struct Rational : IEquatable<Rational>
{
    private const int DecimalDigits = 28;

    private readonly BigInteger numerator;
    private readonly BigInteger denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (this.numerator, this.denominator) = (numerator / common, denominator / common);
    }

    public BigInteger Numerator => numerator;

    // A default struct is 0/1, not 0/0.
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    public bool IsZero => numerator.IsZero;

    public int Sign => numerator.Sign;

    public bool IsWhole => Denominator.IsOne;

    /// <summary>Size in bits of the longer part.</summary>
    public long Bits => Math.Max(BigInteger.Abs(numerator).GetBitLength(), Denominator.GetBitLength());

    public static Rational Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = new BigInteger(new decimal(bits[0], bits[1], bits[2], bits[3] < 0, 0));
        return new(mantissa, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Rational operator +(Rational a, Rational b) => new((a.numerator * b.Denominator) + (b.numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => new(-a.numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) => new(a.numerator * b.numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.numerator * b.Denominator, a.Denominator * b.numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    /// <summary>A whole power; the base is not 0 when the power is below 0.</summary>
    public Rational Power(int power) => power >= 0
        ? new(BigInteger.Pow(numerator, power), BigInteger.Pow(Denominator, power))
        : new(BigInteger.Pow(Denominator, -power), BigInteger.Pow(numerator, -power));

    /// <summary>The n-th root of a number that is not negative: exact where it is rational with few digits, otherwise cut after 40 decimals.</summary>
    public Rational Root(int degree, out bool exact)
    {
        var scale = BigInteger.Pow(10, 40);
        var radicand = numerator * BigInteger.Pow(scale, degree);
        var root = FloorRoot(radicand / Denominator, degree);
        exact = BigInteger.Pow(root, degree) * Denominator == radicand;
        return new(root, scale);
    }

    /// <summary>As a decimal of at most 28 significant digits, rounded half away from zero; null when it is too large for one.</summary>
    public decimal? ToDecimal(out bool exact)
    {
        exact = false;
        var whole = BigInteger.Abs(numerator) / Denominator;
        if (whole > (BigInteger)decimal.MaxValue - 1) return null;
        var digits = whole.IsZero ? 0 : whole.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        var value = Rounding.Ratio(numerator, Denominator, Math.Max(0, DecimalDigits - digits))!.Value;
        exact = Of(value) == this;
        // Dividing by a long 1 takes the zeros at the end away.
        return value / 1.0000000000000000000000000000m;
    }

    public bool Equals(Rational other) => numerator == other.numerator && Denominator == other.Denominator;

    public override bool Equals(object? other) => other is Rational rational && Equals(rational);

    public override int GetHashCode() => HashCode.Combine(numerator, Denominator);

    private static BigInteger FloorRoot(BigInteger value, int degree)
    {
        if (value.IsZero) return value;
        // Newton from above: it falls until it stands at or below the root.
        var root = BigInteger.One << (int)((value.GetBitLength() / degree) + 1);
        while (true)
        {
            var next = (((degree - 1) * root) + (value / BigInteger.Pow(root, degree - 1))) / degree;
            if (next >= root) return root;
            root = next;
        }
    }
}
