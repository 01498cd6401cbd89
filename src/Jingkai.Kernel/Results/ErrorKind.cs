namespace Jingkai.Kernel;

/// <summary>The class of a refusal; each stands for one status of the interface for programs.</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be read (400).</summary>
    Malformed,

    /// <summary>Nobody is signed in (401).</summary>
    Unauthenticated,

    /// <summary>The reader is known and may not (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the reader may not know of it (404).</summary>
    NotFound,

    /// <summary>The move does not fit the present state (409).</summary>
    Conflict,

    /// <summary>Somebody else changed it in the meantime (412).</summary>
    Stale,

    /// <summary>More bytes or rows than accepted (413).</summary>
    TooLarge,

    /// <summary>A media type or format that is not read (415).</summary>
    Unsupported,

    /// <summary>Well formed, but against a rule (422).</summary>
    Invalid,

    /// <summary>Asked too often (429).</summary>
    TooMany,

    /// <summary>Cannot be answered now (503).</summary>
    Unavailable,
}
