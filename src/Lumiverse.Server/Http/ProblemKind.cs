namespace Lumiverse.Server.Http;

/// <summary>A stable kind of problem: its URI, its status and its title never change for callers.</summary>
internal sealed record ProblemKind(string Name, int Status, string Title)
{
    public string Type => $"urn:lumiverse:problem:{Name}";

    public static ProblemKind Invalid { get; } = new("invalid-request", 400, "The request is not valid");
    public static ProblemKind UnknownHost { get; } = new("unknown-host", 400, "The host name is not known");
    public static ProblemKind NotSignedIn { get; } = new("not-signed-in", 401, "Not signed in");
    public static ProblemKind CrossOrigin { get; } = new("cross-origin", 403, "The request comes from another site");
    public static ProblemKind NotFound { get; } = new("not-found", 404, "Not found");
    public static ProblemKind WrongMethod { get; } = new("wrong-method", 405, "The method does not fit the address");
    public static ProblemKind TooLarge { get; } = new("too-large", 413, "Too large");
    public static ProblemKind WrongMediaType { get; } = new("wrong-media-type", 415, "The content type does not fit");
    public static ProblemKind Failed { get; } = new("failed", 500, "The server failed");
    public static ProblemKind Unavailable { get; } = new("unavailable", 503, "Storage is unavailable");

    private static readonly ProblemKind[] OnePerStatus =
        [Invalid, NotSignedIn, CrossOrigin, NotFound, WrongMethod, TooLarge, WrongMediaType, Failed, Unavailable];

    /// <summary>The kind for a bare status; null for one that has none.</summary>
    public static ProblemKind? Of(int status) => Array.Find(OnePerStatus, kind => kind.Status == status);
}
