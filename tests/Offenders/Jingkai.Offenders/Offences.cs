using Jingkai.OffendedNeighbour;
using Jingkai.OffendedNeighbour.Contracts;

namespace Jingkai.Offenders;

/// <summary>Uses what is banned.</summary>
internal static class BannedThings
{
    public static DateTime Clock() => DateTime.Now;

    public static Guid Id() => Guid.NewGuid();

    public static decimal Round(decimal value) => Math.Round(value, 2);

    public static int Chance() => Random.Shared.Next();

    public static void Later() => throw new NotImplementedException();

    public static Func<DateTimeOffset> Hidden() => () => DateTimeOffset.UtcNow;
}

/// <summary>Reaches into a neighbour past its contracts.</summary>
internal static class Reaching
{
    public static int Past() => Inside.Secret;

    public static int Allowed(INeighbourDirectory directory) => directory.Count;
}

/// <summary>Does what the kernel must not: touches the file system.</summary>
internal static class Impure
{
    public static string Read(string path) => File.ReadAllText(path);
}

/// <summary>Offence: exported without being a contract.</summary>
public sealed class StrayExport;
