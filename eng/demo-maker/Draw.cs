namespace Jingkai.DemoMaker;

/// <summary>SplitMix64 as a pure function: every draw depends on what it is for, so adding an enterprise moves no other.</summary>
internal static class Draw
{
    public static ulong Bits(string purpose, int i, int j = 0)
    {
        var z = 14695981039346656037UL;
        foreach (var c in purpose)
        {
            z = (z ^ c) * 1099511628211UL;
        }

        z += (((ulong)(uint)i << 32) | (uint)j) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>An integer from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static int Between(int low, int high, string purpose, int i, int j = 0) =>
        low + (int)(Bits(purpose, i, j) % (ulong)(high - low + 1));

    public static bool Percent(int percent, string purpose, int i, int j = 0) => Between(1, 100, purpose, i, j) <= percent;
}
