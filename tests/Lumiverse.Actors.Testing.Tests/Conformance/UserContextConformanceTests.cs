using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Testing.Conformance;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

public sealed class UserContextConformanceTests
{
    private const string Header = "X-User";

    /// <summary>Contexts that are made anew for each check, and err.</summary>
    private static readonly Dictionary<string, Func<Func<HttpContext, UserId?>>> Broken = new()
    {
        ["guests"] = () => http => Sound(http) ?? UserId.Of("guest"),
        ["everybody is one"] = () => http => Sound(http) is null ? null : UserId.Of("alice"),
        ["remembers the first"] = () =>
        {
            UserId? first = null;
            return http => first ??= Sound(http);
        },
        ["another each time"] = () => http => Sound(http) is null ? null : UserId.Of($"u{Guid.NewGuid():n}"),
        ["spaces"] = () => http => Sound(http) is { } user ? UserId.Of($"{user} of here") : null,
        ["throws at strangers"] = () => http => Sound(http) ?? throw new InvalidOperationException("Nobody is signed in."),
    };

    [Fact]
    public Task A_context_by_header_keeps_all() => Check.RunAllAsync(Checks(() => Sound));

    [Theory]
    [InlineData("guests", "A request of nobody has no user")]
    [InlineData("everybody is one", "Requests of different users are different users'")]
    [InlineData("remembers the first", "Requests that come at once are told apart")]
    [InlineData("another each time", "Asking again gives the same")]
    [InlineData("spaces", "A user's id is well formed")]
    [InlineData("throws at strangers", "A request of nobody has no user. It threw InvalidOperationException")]
    public async Task A_context_that_breaks_it_is_caught(string context, string promise) =>
        Assert.Contains(promise, await Caught.ByAsync(Checks(Broken[context])), StringComparison.Ordinal);

    private static IReadOnlyList<Check> Checks(Func<Func<HttpContext, UserId?>> find) =>
        UserContextConformance.Of(() => Task.FromResult<UserStage>(new Stage(find())));

    private static UserId? Sound(HttpContext http) => Identifier.TryCreate<UserId>(http.Request.Headers[Header], out var user) ? user : null;

    private sealed class Stage(Func<HttpContext, UserId?> find) : UserStage
    {
        public override IUserContext Users => new Found(find);

        public override Task<HttpContext> RequestOfAsync(UserId user) => Task.FromResult<HttpContext>(Request(user.Value));

        public override Task<IReadOnlyList<HttpContext>> RequestsOfNobodyAsync() => Task.FromResult<IReadOnlyList<HttpContext>>([Request(null), Request("a b")]);

        private static DefaultHttpContext Request(string? user)
        {
            var http = new DefaultHttpContext();
            http.Request.Headers[Header] = user;
            return http;
        }
    }

    private sealed class Found(Func<HttpContext, UserId?> find) : IUserContext
    {
        public UserId? Find(HttpContext context) => find(context);
    }
}
