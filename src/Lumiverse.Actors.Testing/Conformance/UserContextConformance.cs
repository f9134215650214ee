using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>What <see cref="IUserContext"/> promises.</summary>
public static class UserContextConformance
{
    private static readonly UserId Alice = UserId.Of("alice");
    private static readonly UserId Bob = UserId.Of("bob");

    private static readonly Promises<UserStage> All = new(
        ("A request is its user's", OwnAsync),
        ("Requests of different users are different users'", ApartAsync),
        ("A request of nobody has no user", NobodyAsync),
        ("Asking again gives the same", AgainAsync),
        ("A user's id is well formed", WellFormedAsync),
        ("Requests that come at once are told apart", AtOnceAsync));

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> Names => All.Names;

    /// <param name="open">Opens a stage; the check disposes it.</param>
    public static IReadOnlyList<Check> Of(Func<Task<UserStage>> open) => All.Over(open);

    private static async Task OwnAsync(UserStage stage)
    {
        var found = stage.Users.Find(await stage.RequestOfAsync(Alice));
        Must.Hold(found == Alice, $"A request of {Alice} was taken for one of {found?.Value ?? "nobody"}.");
    }

    private static async Task ApartAsync(UserStage stage)
    {
        var (one, other) = (stage.Users.Find(await stage.RequestOfAsync(Alice)), stage.Users.Find(await stage.RequestOfAsync(Bob)));
        Must.Hold(one != other, $"Both were taken for {one?.Value ?? "nobody"}.");
    }

    private static async Task NobodyAsync(UserStage stage)
    {
        await stage.RequestOfAsync(Alice);
        foreach (var request in await stage.RequestsOfNobodyAsync())
            Must.Hold(stage.Users.Find(request) is null, $"It was taken for one of {stage.Users.Find(request)}.");
    }

    private static async Task AgainAsync(UserStage stage)
    {
        var request = await stage.RequestOfAsync(Alice);
        var (first, second) = (stage.Users.Find(request), stage.Users.Find(request));
        Must.Hold(first == second, $"First {first?.Value ?? "nobody"}, then {second?.Value ?? "nobody"}.");
    }

    private static async Task WellFormedAsync(UserStage stage)
    {
        var found = stage.Users.Find(await stage.RequestOfAsync(Alice));
        Must.Hold(Identifier.TryCreate<UserId>(found?.Value, out _), $"“{found}” is no id.");
    }

    private static async Task AtOnceAsync(UserStage stage)
    {
        var (ofAlice, ofBob) = (await stage.RequestOfAsync(Alice), await stage.RequestOfAsync(Bob));
        var users = stage.Users; // A stage may open it when it is first asked for; only the context is for many threads.
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() =>
        {
            var (request, user) = number % 2 == 0 ? (ofAlice, Alice) : (ofBob, Bob);
            Must.Hold(users.Find(request) == user, $"A request of {user} was taken for another's.");
        })));
    }
}
