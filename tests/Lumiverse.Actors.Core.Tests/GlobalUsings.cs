global using ConnectionStage = Lumiverse.Actors.Core.Tests.Stage<
    Lumiverse.Actors.Core.Providers.ConnectionBehaviour, Lumiverse.Actors.Core.Providers.ConnectionState,
    Lumiverse.Actors.Core.Providers.ConnectionCommand, Lumiverse.Actors.Core.Providers.ConnectionFact>;
global using GalleryStage = Lumiverse.Actors.Core.Tests.Stage<
    Lumiverse.Actors.Core.Gallery.GalleryBehaviour, Lumiverse.Actors.Core.Gallery.GalleryState,
    Lumiverse.Actors.Core.Gallery.GalleryCommand, Lumiverse.Actors.Core.Gallery.GalleryFact>;
global using SceneStage = Lumiverse.Actors.Core.Tests.Stage<
    Lumiverse.Actors.Core.Scenes.SceneBehaviour, Lumiverse.Actors.Core.Scenes.SceneState,
    Lumiverse.Actors.Core.Scenes.SceneCommand, Lumiverse.Actors.Core.Scenes.SceneFact>;
