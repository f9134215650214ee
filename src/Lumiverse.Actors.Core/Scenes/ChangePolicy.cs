namespace Lumiverse.Actors.Core.Scenes;

/// <summary>When a field of a scene counts as changed.</summary>
public enum ChangePolicy
{
    /// <summary>When it means something else: a tavern that becomes an inn hasn't changed.</summary>
    Meaning,
    /// <summary>When its text is another one, for hosts whose extractor always uses the same words.</summary>
    Exact,
}
