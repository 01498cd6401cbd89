namespace Jingkai.Enterprises.Contracts;

/// <summary>Gives a demo zone a register that has been lived with: some files not looked at for long, a field contested, a round
/// under way. Each call acts as the actor at hand, with what that member may do.</summary>
public interface ILivingSetup
{
    /// <summary>Lets every nth file, in order of code, describe an earlier day, as if nobody had confirmed it since.</summary>
    /// <returns>How many there were.</returns>
    Task<int> AgeAsync(int nth, DateOnly asOf, CancellationToken cancel = default);

    /// <summary>Says that a field is wrong and what it should be.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    Task CorrectAsync(string key, string field, string value, string reason, CancellationToken cancel = default);

    /// <summary>Enters a second file of an enterprise under an older way of writing its name, as happens when two offices keep lists.</summary>
    /// <returns>Its permanent code.</returns>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    Task<string> DoubleAsync(string key, string name, CancellationToken cancel = default);

    /// <summary>Makes one file part of another.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    Task MergeAsync(string kept, string gone, string reason, CancellationToken cancel = default);

    /// <summary>Keeps the register as the copy of a year.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    Task FreezeAsync(int year, CancellationToken cancel = default);

    /// <summary>Starts a survey round over the enterprises of a liaison.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    Task SurveyAsync(string title, IReadOnlyList<string> fields, DateOnly untilOn, string liaison, CancellationToken cancel = default);
}
