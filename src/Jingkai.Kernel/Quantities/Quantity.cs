using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>A number with its unit, as delivered.</summary>
/// <param name="Value">The number; exact.</param>
/// <param name="Unit">Its unit.</param>
public readonly record struct Quantity(decimal Value, Unit Unit)
{
    /// <summary>
    /// The same quantity in another unit: exact where it has a finite decimal form, otherwise to 28 significant digits.
    /// </summary>
    /// <returns>The quantity, or an error (422): <c>unit-mismatch</c>, or <c>out-of-range</c> when it fits no decimal.</returns>
    public Result<Quantity> In(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (!Unit.Fits(unit))
        {
            return Unit.Mismatch(Unit, unit);
        }

        var (mantissa, scale) = Fraction.Parts(Value);
        try
        {
            return new Quantity(Unit.FromScaled(mantissa, scale, Unit, unit), unit);
        }
        catch (OverflowException)
        {
            return Unit.TooLarge(Value, Unit);
        }
    }

    /// <summary>Number and unit, for logs; pages format by culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit?.Symbol}");
}
