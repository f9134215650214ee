using Lumiverse.Actors.Testing.Conformance;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

/// <summary>What checks say of an implementation that breaks its word.</summary>
internal static class Caught
{
    public static async Task<string> ByAsync(IEnumerable<Check> checks) =>
        (await Assert.ThrowsAsync<BrokenPromiseException>(() => Check.RunAllAsync(checks))).Message;
}
