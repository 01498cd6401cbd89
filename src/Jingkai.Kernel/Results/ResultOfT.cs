using System.Diagnostics.CodeAnalysis;

namespace Jingkai.Kernel;

/// <summary>The outcome of an operation: a value, or a refusal with an <see cref="Kernel.Error"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Result<T> : IEquatable<Result<T>>
{
    // A default struct holds neither value nor error; it must not pass for a success with a null inside.
    private static readonly Error Nothing = new(
        ErrorKind.Unavailable, "no-result", new Text("没有结果", "There is no result"));

    private readonly T? _value;
    private readonly Error? _error;

    private Result(T value)
    {
        _value = value;
        IsOk = true;
    }

    private Result(Error error) => _error = error;

    /// <summary>True when there is a value. The default value of the type is a refusal.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The operation was refused; ask <see cref="IsOk"/> first.</exception>
    public T Value => IsOk ? _value! : throw new InvalidOperationException($"No value: {Error.Code}: {Error.Message.En}");

    /// <summary>Why it was refused, or null when there is a value.</summary>
    public Error? Error => IsOk ? null : _error ?? Nothing;

    internal static Result<T> Of(T value) => new(value);

    /// <summary>A value is a success.</summary>
    public static implicit operator Result<T>(T value) => new(value);

    /// <summary>An error is a refusal.</summary>
    public static implicit operator Result<T>(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new Result<T>(error);
    }

    /// <summary>The value or the error, in one step.</summary>
    /// <returns>True when <paramref name="value"/> is set, false when <paramref name="error"/> is.</returns>
    public bool Try([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Error? error)
    {
        value = _value;
        error = Error;
        return IsOk;
    }

    /// <summary>Runs one of the two functions and gives its answer.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Error, TOut> failed)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(failed);
        return IsOk ? ok(_value!) : failed(Error);
    }

    /// <summary>Changes the value and keeps a refusal.</summary>
    public Result<TOut> Map<TOut>(Func<T, TOut> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return IsOk ? Result.Ok(change(_value!)) : Error;
    }

    /// <summary>Goes on with an operation that can be refused itself, and keeps a refusal.</summary>
    public Result<TOut> Bind<TOut>(Func<T, Result<TOut>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return IsOk ? next(_value!) : Error;
    }

    /// <inheritdoc/>
    public bool Equals(Result<T> other) =>
        IsOk == other.IsOk && (IsOk ? EqualityComparer<T?>.Default.Equals(_value, other._value) : Equals(Error, other.Error));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Result<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsOk ? HashCode.Combine(_value) : HashCode.Combine(Error);

    /// <summary>Equal when both hold equal values, or are refused for the same reason.</summary>
    public static bool operator ==(Result<T> left, Result<T> right) => left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Result<T> left, Result<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => IsOk ? $"{_value}" : Error.Code;
}
