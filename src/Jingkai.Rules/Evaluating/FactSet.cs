using Jingkai.Rules.Evaluating;

namespace Jingkai.Rules;

/// <summary>Where a fact's value comes from and as of when.</summary>
/// <param name="Source">The source, as the caller names it.</param>
/// <param name="AsOf">The day it was true.</param>
public readonly record struct FactNote(string? Source, DateOnly? AsOf);

/// <summary>What is known of one subject, for one pack. Facts not given are unknown.</summary>
public sealed class FactSet
{
    private readonly Cell[] cells;
    private readonly FactNote[] notes;

    internal FactSet(RulePack pack)
        : this(pack.Facts.Count)
    {
    }

    internal FactSet(int count)
    {
        cells = new Cell[count];
        notes = new FactNote[count];
        Array.Fill(cells, Cell.Unknown(Reason.Missing));
    }

    /// <summary>Whether a fact is known.</summary>
    public bool Knows(FactDeclaration fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return !cells[fact.Index].IsUnknown;
    }

    internal Cell this[FactDeclaration fact] => cells[fact.Index];

    internal FactNote NoteOf(FactDeclaration fact) => notes[fact.Index];

    internal void Set(FactDeclaration fact, Cell value, FactNote note = default) => (cells[fact.Index], notes[fact.Index]) = (value, note);

    internal bool SameAs(FactSet other) => cells.AsSpan().SequenceEqual(other.cells);
}

/// <summary>A round before this one.</summary>
/// <param name="Flag">The flag it gave.</param>
/// <param name="Facts">What was known then; null: only the flag is known.</param>
public sealed record Round(string? Flag, FactSet? Facts = null);
