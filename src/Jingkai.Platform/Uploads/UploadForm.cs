using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Platform.Uploads;

/// <summary>Reads a form with files.</summary>
internal static class UploadForm
{
    /// <summary>Boundaries, headers and short fields around the files.</summary>
    private const long Overhead = 64 * 1024;

    /// <summary>Reads the form of a request; again does no harm.</summary>
    /// <param name="http">The request.</param>
    /// <param name="maxBytes">Most bytes of its files together.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The form; <c>no-file</c> (400), also when the body breaks off or is none, <c>too-large</c> (413).</returns>
    public static async Task<Result<IFormCollection>> ReadAsync(HttpContext http, long maxBytes, CancellationToken cancel)
    {
        if (http.Request.ContentLength > maxBytes + Overhead) return ApiErrors.TooLarge;
        if (!http.Request.HasFormContentType) return UploadErrors.NoFile;
        try
        {
            return Result.Ok(await http.Request.ReadFormAsync(cancel));
        }
        catch (InvalidDataException e)
        {
            return e.Message.Contains("length limit", StringComparison.Ordinal) ? ApiErrors.TooLarge : UploadErrors.NoFile;
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return UploadErrors.NoFile;
        }
    }
}
