using System.Diagnostics.CodeAnalysis;

namespace Jingkai.Kernel;

/// <summary>The outcome of an operation without a value: done, or refused with an <see cref="Kernel.Error"/>.</summary>
public readonly struct Result : IEquatable<Result>
{
    private Result(Error error) => Error = error;

    /// <summary>True when the operation was done. The default value of the type is done.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>Why it was refused, or null when it was done.</summary>
    public Error? Error { get; }

    /// <summary>Done.</summary>
    public static Result Ok() => default;

    /// <summary>Done, with a value. For values of an interface type, which C# does not convert implicitly.</summary>
    public static Result<T> Ok<T>(T value) => Result<T>.Of(value);

    /// <summary>Refused.</summary>
    public static Result Fail(Error error) => error;

    /// <summary>An error is a refusal.</summary>
    public static implicit operator Result(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new Result(error);
    }

    /// <summary>Runs one of the two functions and gives its answer.</summary>
    public TOut Match<TOut>(Func<TOut> ok, Func<Error, TOut> failed)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(failed);
        return IsOk ? ok() : failed(Error);
    }

    /// <inheritdoc/>
    public bool Equals(Result other) => Equals(Error, other.Error);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Result other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Error?.GetHashCode() ?? 0;

    /// <summary>Equal when both are done, or refused for the same reason.</summary>
    public static bool operator ==(Result left, Result right) => left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Result left, Result right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => IsOk ? "ok" : Error.Code;
}
