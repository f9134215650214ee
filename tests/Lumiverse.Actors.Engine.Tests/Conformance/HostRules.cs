using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

/// <summary>What a host of behaviours must do, whatever it is built of. Each rule throws <see cref="BrokenPromiseException"/>.</summary>
internal static class HostRules
{
    private const string Added = nameof(GalleryFact.ImageAdded);

    /// <summary>Where every second message is lost, one of a hundred thousand worlds needs more.</summary>
    private const int MostRepetitions = 20;

    /// <summary>More facts than any host examined keeps without a snapshot.</summary>
    private const int ImagesOfManyFacts = 60;

    public static readonly ImmutableSortedDictionary<string, Action<IGalleryHost>> All = new Dictionary<string, Action<IGalleryHost>>
    {
        ["What is told is durable"] = WhatIsToldIsDurable,
        ["A repetition has the same answer"] = ARepetitionHasTheSameAnswer,
        ["State outlives a crash"] = StateOutlivesACrash,
        ["What is owed is done after a crash"] = WhatIsOwedIsDoneAfterACrash,
        ["A timer outlives a crash"] = ATimerOutlivesACrash,
        ["A timer outlives its host's idleness"] = ATimerOutlivesIdleness,
        ["Commands have their turn in the order they came"] = CommandsHaveTheirTurnInOrder,
        ["What the journal turns down is not so"] = WhatIsTurnedDownIsNotSo,
        ["A snapshot stands for what it was taken of"] = ASnapshotStandsForItsFacts,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static void WhatIsToldIsDurable(IGalleryHost host)
    {
        for (var number = 0; number < 20; number++)
        {
            Ensure("Who repeats a command is answered", IsAnswered(host, $"image{number}"));
        }

        foreach (var told in host.Happenings.Index().Where(happening => happening.Item.What == Happening.Told))
            Ensure("What is told is durable", host.Happenings.Take(told.Index).Any(before => before.What == Added && before.Image == told.Item.Image));
    }

    /// <summary>A command may be lost with the host that heard it, so that it is repeated, as connections do.</summary>
    private static bool IsAnswered(IGalleryHost host, string image)
    {
        for (var attempt = 0; attempt < MostRepetitions; attempt++)
        {
            host.Tell(Gallery.Add(image));
            if (host.ComesTo(all => all.Any(IsTold(image))))
                return true;
        }

        return false;
    }

    private static void ARepetitionHasTheSameAnswer(IGalleryHost host)
    {
        host.Tell(Gallery.Add("one"));
        host.Tell(Gallery.Add("one"));
        Ensure("It is told twice", host.ComesTo(all => all.Count(IsTold("one")) >= 2));
        Ensure("It is the same answer", host.Happenings.Where(IsTold("one")).Select(told => told.Token).Distinct().Count() == 1);
        Ensure("It is added once", host.Happenings.Count(happening => happening.What == Added) == 1);
    }

    private static void StateOutlivesACrash(IGalleryHost host)
    {
        host.Tell(Gallery.Add("one"));
        Ensure("It is told", host.ComesTo(all => all.Any(IsTold("one"))));
        host.CrashFor(TimeSpan.FromMinutes(1));
        host.Tell(Gallery.Add("one"));
        Ensure("It is told again", host.ComesTo(all => all.Count(IsTold("one")) >= 2));
        Ensure("It is the same answer", host.Happenings.Where(IsTold("one")).Select(told => told.Token).Distinct().Count() == 1);
    }

    private static void WhatIsOwedIsDoneAfterACrash(IGalleryHost host)
    {
        host.TellAndCrash(Gallery.Add("one"));
        Ensure("What is owed is done after a crash", host.ComesTo(all => all.Any(happening => happening.What == nameof(GalleryFact.ThumbnailsMade))));
    }

    private static void ATimerOutlivesACrash(IGalleryHost host)
    {
        host.Tell(Gallery.Add("one"));
        host.Tell(new GalleryCommand.DeleteImage(ImageId.Of("one"), null));
        Ensure("It is deleted", host.ComesTo(all => all.Any(happening => happening.What == nameof(GalleryFact.ImageDeleted))));
        host.CrashFor(GalleryBehaviour.UndoTime + TimeSpan.FromMinutes(1));
        Ensure("A timer outlives a crash", host.ComesTo(all => all.Any(happening => happening.What == nameof(GalleryFact.ImagePurged))));
    }

    private static void ATimerOutlivesIdleness(IGalleryHost host)
    {
        host.Tell(Gallery.Add("one"));
        host.Tell(new GalleryCommand.DeleteImage(ImageId.Of("one"), null));
        Ensure("It is deleted", host.ComesTo(all => all.Any(happening => happening.What == nameof(GalleryFact.ImageDeleted))));
        host.LeaveAloneFor(GalleryBehaviour.UndoTime + TimeSpan.FromMinutes(1));
        Ensure("A timer outlives its host's idleness", host.ComesTo(all => all.Any(happening => happening.What == nameof(GalleryFact.ImagePurged))));
    }

    /// <summary>Also those that come while the facts of an earlier one are being written.</summary>
    private static void CommandsHaveTheirTurnInOrder(IGalleryHost host)
    {
        string[] images = [.. Enumerable.Range(0, 20).Select(number => $"image{number}")];
        foreach (var image in images)
            host.Tell(Gallery.Add(image));
        Ensure("Every command has its turn", host.ComesTo(all => images.All(image => all.Any(IsTold(image)))));
        Ensure("Commands have their turn in the order they came", images.SequenceEqual(AddedIn(host)));
    }

    private static void WhatIsTurnedDownIsNotSo(IGalleryHost host)
    {
        host.TurnDownNextWrite();
        host.Tell(Gallery.Add("one"));
        host.Tell(Gallery.Add("two"));
        Ensure("The next one has its turn", host.ComesTo(all => all.Any(IsTold("two"))));
        Ensure("What the journal turns down is not so", !host.Happenings.Any(happening => happening.Image == "one"));
        host.Tell(Gallery.Add("one"));
        Ensure("It may be asked for again", host.ComesTo(all => all.Any(IsTold("one"))));
        Ensure("It is added once", AddedIn(host).Count(image => image == "one") == 1);
    }

    private static void ASnapshotStandsForItsFacts(IGalleryHost host)
    {
        string[] images = [.. Enumerable.Range(0, ImagesOfManyFacts).Select(number => $"image{number}")];
        foreach (var image in images)
            host.Tell(Gallery.Add(image));
        Ensure("All are told", host.ComesTo(all => images.All(image => all.Any(IsTold(image)))));
        host.CrashFor(TimeSpan.FromMinutes(1));
        foreach (var image in images)
            host.Tell(Gallery.Add(image));
        Ensure("All are told again", host.ComesTo(all => images.All(image => all.Count(IsTold(image)) >= 2)));
        Ensure("A snapshot stands for what it was taken of", AddedIn(host).Count() == images.Length && images.All(image => TokensOf(host, image).Count() == 1));
    }

    private static IEnumerable<string> AddedIn(IGalleryHost host) =>
        host.Happenings.Where(happening => happening.What == Added).Select(added => added.Image);

    private static IEnumerable<string?> TokensOf(IGalleryHost host, string image) =>
        host.Happenings.Where(IsTold(image)).Select(told => told.Token).Distinct();

    private static Func<Happening, bool> IsTold(string image) => happening => happening.What == Happening.Told && happening.Image == image;

    private static void Ensure(string rule, bool isKept)
    {
        if (!isKept)
            throw new BrokenPromiseException(rule, "The host does not keep it.");
    }
}
