using FsCheck;
using FsCheck.Fluent;

namespace Jingkai.UnitTests;

/// <summary>Runs a property; silent when it holds, with the smallest counterexample and its seed when not.</summary>
internal static class Always
{
    // JINGKAI_PROPERTY_RUNS=20000 searches longer than the 100 cases of an everyday run.
    private static readonly int Runs =
        int.TryParse(Environment.GetEnvironmentVariable("JINGKAI_PROPERTY_RUNS"), out var runs) ? runs : 100;

    public static void Holds(this Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithQuietOnSuccess(true));
}
