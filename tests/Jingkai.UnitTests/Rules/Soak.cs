namespace Jingkai.UnitTests.Rules;

/// <summary><c>./test --soak</c> searches for hours' worth of seconds where an everyday run takes one.</summary>
internal static class Soak
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("JINGKAI_SOAK") == "1";

    public static int Count(int everyday, int soak) => Wanted ? soak : everyday;
}
