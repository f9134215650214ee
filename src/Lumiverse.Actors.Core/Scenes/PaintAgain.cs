using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>An image to be painted once more: by whom and how it was painted, with its prompt or an edited one.</summary>
/// <param name="Connection">The one that painted it, whichever is active today.</param>
/// <param name="Call">The model and parameters of that time.</param>
/// <param name="Scene">The scene it pictures; null when it pictures none.</param>
public sealed record PaintAgain(ImageVersion Version, ConnectionChoice Connection, PinnedCall Call, ImagePrompt Prompt, Scene? Scene);
