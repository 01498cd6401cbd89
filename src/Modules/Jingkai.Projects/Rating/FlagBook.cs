using Jingkai.Kernel;

namespace Jingkai.Projects.Rating;

/// <summary>A flag a project was given in a published round.</summary>
/// <param name="Round">Code of the round.</param>
/// <param name="On">The round's last day.</param>
/// <param name="Flag">The flag as the rule pack writes it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Colour">Its colour: red, blue, yellow, green, brown or grey.</param>
internal sealed record GivenFlag(string Round, DateOnly On, string Flag, Text Name, string Colour);

/// <summary>The flags of published rounds.</summary>
internal sealed class FlagBook
{
    /// <summary>The latest flags of projects, the newest first.</summary>
    public Task<ILookup<Guid, GivenFlag>> LatestAsync(IReadOnlyCollection<Guid> projects, int most, CancellationToken cancel) =>
        Task.FromResult(Array.Empty<(Guid Project, GivenFlag Flag)>().ToLookup(f => f.Project, f => f.Flag));
}
