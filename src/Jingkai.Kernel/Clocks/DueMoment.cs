namespace Jingkai.Kernel;

/// <summary>When a limit ends.</summary>
/// <param name="At">The moment on the zone's wall clock; null: a pause has not ended, so nobody can say.</param>
/// <param name="Provisional">Whether a day of a year without a holiday notice was judged by the week alone. Counted anew when the notice is known.</param>
public readonly record struct DueMoment(DateTime? At, bool Provisional)
{
    /// <summary>The day; null while a pause lasts.</summary>
    public DateOnly? Day => At is { } at ? DateOnly.FromDateTime(at) : null;
}
