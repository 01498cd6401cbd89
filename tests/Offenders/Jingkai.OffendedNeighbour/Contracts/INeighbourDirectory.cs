namespace Jingkai.OffendedNeighbour.Contracts;

/// <summary>The door that others may use.</summary>
public interface INeighbourDirectory
{
    /// <summary>How many there are.</summary>
    int Count { get; }
}
