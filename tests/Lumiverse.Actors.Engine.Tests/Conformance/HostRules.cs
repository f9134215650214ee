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

    public static readonly ImmutableSortedDictionary<string, Action<IGalleryHost>> All = new Dictionary<string, Action<IGalleryHost>>
    {
        ["What is told is durable"] = WhatIsToldIsDurable,
        ["A repetition has the same answer"] = ARepetitionHasTheSameAnswer,
        ["State outlives a crash"] = StateOutlivesACrash,
        ["What is owed is done after a crash"] = WhatIsOwedIsDoneAfterACrash,
        ["A timer outlives a crash"] = ATimerOutlivesACrash,
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

    private static Func<Happening, bool> IsTold(string image) => happening => happening.What == Happening.Told && happening.Image == image;

    private static void Ensure(string rule, bool isKept)
    {
        if (!isKept)
            throw new BrokenPromiseException(rule, "The host does not keep it.");
    }
}
