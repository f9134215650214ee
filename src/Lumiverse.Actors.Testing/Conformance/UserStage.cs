using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>How the host knows its users. Requests are as routes see them: after the host's own authentication.</summary>
public abstract class UserStage : IAsyncDisposable
{
    /// <summary>The context that is checked.</summary>
    public abstract IUserContext Users { get; }

    /// <summary>A request of a user who is signed in.</summary>
    public abstract Task<HttpContext> RequestOfAsync(UserId user);

    /// <summary>Requests of nobody: without credentials, and with any that are wrong.</summary>
    public abstract Task<IReadOnlyList<HttpContext>> RequestsOfNobodyAsync();

    /// <summary>Takes down what the stage has set up.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
