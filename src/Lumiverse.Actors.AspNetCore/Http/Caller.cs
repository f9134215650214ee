using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>Who asks. A route that takes one answers 401 without a user.</summary>
internal sealed record Caller(UserId User)
{
    public ChatKey Chat(ChatId chat) => new(User, chat);

    public static ValueTask<Caller?> BindAsync(HttpContext http) =>
        http.RequestServices.GetRequiredService<IUserContext>().Find(http) is { } user
            ? ValueTask.FromResult<Caller?>(new Caller(user))
            : throw Problems.NoUser.ToException();
}
