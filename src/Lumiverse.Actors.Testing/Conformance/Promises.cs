using System.Diagnostics.CodeAnalysis;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>The promises of one port, each with what proves it on a stage.</summary>
internal sealed class Promises<TStage>(params (string Name, Func<TStage, Task> Prove)[] promises)
    where TStage : IAsyncDisposable
{
    public IReadOnlyList<string> Names { get; } = [.. promises.Select(promise => promise.Name)];

    public IReadOnlyList<Check> Over(Func<Task<TStage>> open) =>
        [.. promises.Select(promise => new Check(promise.Name, () => RunAsync(promise.Name, promise.Prove, open)))];

    private static async Task RunAsync(string name, Func<TStage, Task> prove, Func<Task<TStage>> open)
    {
        await using var stage = await open();
        try
        {
            await prove(stage);
        }
        catch (NotKeptException broken)
        {
            throw new BrokenPromiseException($"{name}. {broken.Message}");
        }
        catch (Exception thrown) // The port is anybody's code, and whatever it throws breaks the promise that was being proved.
        {
            throw new BrokenPromiseException($"{name}. It threw {thrown.GetType().Name}: {thrown.Message}", thrown);
        }
    }
}

/// <summary>What checks are made of.</summary>
internal static class Must
{
    /// <param name="otherwise">What happened instead, as a sentence.</param>
    public static void Hold([DoesNotReturnIf(false)] bool condition, string otherwise)
    {
        if (!condition)
            throw new NotKeptException(otherwise);
    }

    /// <summary>The answer, when it is of the kind that was promised.</summary>
    public static T Be<T>(object? answer, string otherwise)
    {
        if (answer is T expected)
            return expected;
        throw new NotKeptException($"{otherwise} It was {answer?.GetType().Name ?? "nothing"}.");
    }
}

internal sealed class NotKeptException(string message) : Exception(message);
