using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests;

/// <summary>The guard the compiler can't give: no case of a closed family is missing where the family is taken apart.</summary>
public sealed class Every_case_is_handled
{
    private static readonly Turn Turn = new(Given.Noon, 1, 2);

    public static TheoryData<Type> SceneCommands => Cases<SceneCommand>();

    public static TheoryData<Type> SceneFacts => Cases<SceneFact>();

    public static TheoryData<Type> ConnectionCommands => Cases<ConnectionCommand>();

    public static TheoryData<Type> ConnectionFacts => Cases<ConnectionFact>();

    public static TheoryData<Type> GalleryCommands => Cases<GalleryCommand>();

    public static TheoryData<Type> GalleryFacts => Cases<GalleryFact>();

    public static TheoryData<Type> AttemptOutcomes => Cases<AttemptOutcome>();

    public static TheoryData<Type> SceneReadOutcomes => Cases<SceneReadOutcome>();

    [Theory, MemberData(nameof(SceneCommands))]
    public void Scenes_decide(Type command) =>
        Reaches(() => SceneBehaviour.Decide(SceneBehaviour.Initial, Blank<SceneCommand>(command), Turn));

    [Theory, MemberData(nameof(SceneFacts))]
    public void Scenes_fold(Type fact) => Reaches(() => SceneBehaviour.Evolve(SceneBehaviour.Initial, Blank<SceneFact>(fact)));

    [Theory, MemberData(nameof(ConnectionCommands))]
    public void Connections_decide(Type command) =>
        Reaches(() => ConnectionBehaviour.Decide(ConnectionBehaviour.Initial, Blank<ConnectionCommand>(command), Turn));

    [Theory, MemberData(nameof(ConnectionFacts))]
    public void Connections_fold(Type fact) =>
        Reaches(() => ConnectionBehaviour.Evolve(ConnectionBehaviour.Initial, Blank<ConnectionFact>(fact)));

    [Theory, MemberData(nameof(GalleryCommands))]
    public void Galleries_decide(Type command) =>
        Reaches(() => GalleryBehaviour.Decide(GalleryBehaviour.Initial, Blank<GalleryCommand>(command), Turn));

    [Theory, MemberData(nameof(GalleryFacts))]
    public void Galleries_fold(Type fact) =>
        Reaches(() => GalleryBehaviour.Evolve(GalleryBehaviour.Initial, Blank<GalleryFact>(fact)));

    [Theory, MemberData(nameof(AttemptOutcomes))]
    public void Ends_of_calls_have_a_verdict(Type outcome)
    {
        var stage = new ConnectionStage();
        stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid));
        stage.Tell(new ConnectionCommand.SubmitJob(Given.Ticket("job")));
        var attempt = stage.State.Jobs["job"].Attempt ?? default;
        Reaches(() => stage.Tell(new ConnectionCommand.AttemptWasEnded(attempt, Blank<AttemptOutcome>(outcome))));
    }

    [Theory, MemberData(nameof(SceneReadOutcomes))]
    public void Readings_are_judged(Type outcome) => Reaches(() =>
        SceneJudge.Judge(SceneBehaviour.Initial, Given.Order("job"), Blank<SceneReadOutcome>(outcome), Given.Noon));

    [Fact]
    public void Every_reason_to_withdraw_has_an_end() => Assert.All(
        Enum.GetValues<WithdrawalReason>(), reason => Assert.NotEmpty(Withdrawal.End(reason, Given.Noon).Reason));

    /// <summary>A blank case may be too poor to be worked on, but somebody must have tried.</summary>
    private static void Reaches<T>(Func<T> work)
    {
        var failure = Record.Exception(() => { work(); });
        Assert.False(failure is UnreachableException, failure?.Message);
    }

    private static T Blank<T>(Type type) => (T)RuntimeHelpers.GetUninitializedObject(type);

    private static TheoryData<Type> Cases<TFamily>() =>
        [.. typeof(TFamily).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(TFamily)))];
}
