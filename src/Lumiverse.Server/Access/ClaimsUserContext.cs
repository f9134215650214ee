using System.Security.Claims;
using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Server.Access;

/// <summary>Reads the user from the claims of the request.</summary>
internal sealed class ClaimsUserContext : IUserContext
{
    public UserId? Find(HttpContext context) =>
        Identifier.TryCreate<UserId>(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var user) ? user : null;
}
