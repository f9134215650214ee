using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore;

/// <summary>Whose request it is, by the host's own authentication.</summary>
public interface IUserContext
{
    /// <summary>The user of a request; null when there is none.</summary>
    UserId? Find(HttpContext context);
}
