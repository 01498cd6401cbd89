using Jingkai.Kernel;

namespace Jingkai.Platform.Inboxes;

/// <summary>Refusals of the inbox.</summary>
internal static class InboxErrors
{
    public static Error UnknownBox(string? box) => Error.Malformed("unknown-box", $"没有“{box}”这个箱，可用：todo、done、started、copied。", $"There is no box \"{box}\"; use todo, done, started or copied.", "box");
}
