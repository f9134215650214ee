using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>Reads the form of a request. What is wrong with it is the sender's to mend, and said in a problem.</summary>
internal static class FormBody
{
    /// <summary>
    /// A multipart body that ends before its last boundary throws a bare <see cref="IOException"/>, known by the number every
    /// such exception has from the start (COR_E_IO); those of a disk or a connection carry their own.
    /// </summary>
    private const int BreaksOff = unchecked((int)0x80131620);

    public static async Task<IFormCollection> ReadAsync(HttpContext http, int limit, Problem tooLarge, CancellationToken cancellation)
    {
        JsonBody.Limit(http, limit, tooLarge);
        try
        {
            return await http.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            throw Problems.Invalid("The form is malformed.").ToException();
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw tooLarge.ToException();
        }
        catch (IOException broken) when (broken.GetType() == typeof(IOException) && broken.HResult == BreaksOff && !http.RequestAborted.IsCancellationRequested)
        {
            throw Problems.Invalid("The form breaks off before its end.").ToException();
        }
    }
}
