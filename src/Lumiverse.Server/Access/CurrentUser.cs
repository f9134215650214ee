using System.Reflection;
using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Server.Http;

namespace Lumiverse.Server.Access;

/// <summary>The signed-in user as a parameter of a route.</summary>
internal sealed record CurrentUser(UserId Id)
{
    public static ValueTask<CurrentUser> BindAsync(HttpContext context, ParameterInfo _) =>
        context.RequestServices.GetRequiredService<IUserContext>().Find(context) is { } user
            ? ValueTask.FromResult(new CurrentUser(user))
            : throw new RefusedException(ProblemKind.NotSignedIn, "Sign in with your access token.");
}
