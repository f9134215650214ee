using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore;

/// <summary>Who sends a request, as the host's own authentication tells it.</summary>
public interface IUserContext
{
    /// <summary>The user of a request; null when nobody is signed in.</summary>
    UserId? Find(HttpContext context);
}
