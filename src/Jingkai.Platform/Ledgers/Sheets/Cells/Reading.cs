using System.Diagnostics.CodeAnalysis;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>What a cell says.</summary>
public enum CellState : byte
{
    /// <summary>Nothing: what is stored stays.</summary>
    Blank,

    /// <summary>A value.</summary>
    Value,

    /// <summary><c>-</c>, <c>—</c>, <c>/</c> or <c>…</c>: the value was not reported.</summary>
    NotReported,

    /// <summary><c>清空</c>: what is stored is to be cleared.</summary>
    Clear,

    /// <summary>It cannot be read.</summary>
    Bad,
}

/// <summary>A cell read as a certain type.</summary>
/// <typeparam name="T">The type.</typeparam>
public readonly record struct Reading<T>
{
    private Reading(CellState state, T? value, Error? error)
    {
        State = state;
        Value = value;
        Error = error;
    }

    /// <summary>What the cell says.</summary>
    public CellState State { get; }

    /// <summary>The value, when there is one.</summary>
    public T? Value { get; }

    /// <summary>Why it cannot be read, when it cannot.</summary>
    public Error? Error { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool HasValue => State == CellState.Value;

    /// <summary>True when the cell cannot be read.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsBad => State == CellState.Bad;

    /// <summary>A value.</summary>
    public static implicit operator Reading<T>(T value) => new(CellState.Value, value, null);

    /// <summary>A cell that cannot be read.</summary>
    public static implicit operator Reading<T>(Error error) => new(CellState.Bad, default, error);

    /// <summary>A cell without a value.</summary>
    public static implicit operator Reading<T>(CellState state) => new(state, default, null);

    /// <summary>The value or the error as it is after one more step; other states stay.</summary>
    public Reading<TOut> Then<TOut>(Func<T, Reading<TOut>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return State switch
        {
            CellState.Value => next(Value!),
            CellState.Bad => Error!,
            _ => State,
        };
    }
}
