namespace Lumiverse.Actors.Core.Scenes;

/// <summary>What is done when a chat is back at a place that has its picture, looking the same.</summary>
public enum ReturnToPlace
{
    /// <summary>Nothing is charged; the picture is offered, and a person chooses.</summary>
    Ask,

    /// <summary>The picture is shown again, without a call.</summary>
    Always,

    /// <summary>The place is painted anew.</summary>
    Never,
}
