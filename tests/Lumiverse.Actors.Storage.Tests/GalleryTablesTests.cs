using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Projections;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class GalleryTablesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteTables _tables;
    private readonly SqliteProjectionStore _store;
    private readonly SqliteGalleryTables _gallery;
    private long _position;

    public GalleryTablesTests()
    {
        _tables = _folder.OpenTables();
        (_store, _gallery) = (new SqliteProjectionStore(_tables), new SqliteGalleryTables(_tables));
    }

    [Fact]
    public async Task A_binned_image_is_found_in_no_way_but_keeps_its_bytes()
    {
        await Apply(Put("image"), Put("other"), Shown("chat", "image"), Bin("image"));

        Assert.Null(await _store.FindImageAsync(Rows.Alice, new("image"), default));
        Assert.Null(await _store.FindImageByTokenAsync("token-image", default));
        Assert.Null(await _store.FindImageByJobAsync(new("job-image"), default));
        Assert.Equal(["other"], await Ids(new ImageFilter(10, 0)));
        Assert.Equal(["other"], await Ids(new ImageFilter(10, 0, Search: "tavern")));
        Assert.Single((await _gallery.LayOutAsync(Rows.Alice, new ImageFilter(10, 0), default)).Items);
        Assert.Single(await _gallery.FindImagesAsync(Rows.Alice, [new("image"), new("other")], default));
        Assert.Single(await _gallery.ListVersionsAsync(Rows.Alice, new("other"), 10, default));
        Assert.Empty(await _gallery.ListVersionsAsync(Rows.Alice, new("image"), 10, default));
        Assert.Empty(await _gallery.ListBackgroundsAsync(Rows.Alice, Rows.Chat, 10, default));
        Assert.Empty(await Unused("picture-image", "small-image", "large-image"));
        Assert.Equal(Rows.Image("image").Picture.Hash, (await _store.FindBinnedImageAsync(Rows.Alice, new("image"), default))?.Picture.Hash);
        Assert.Null(await _store.FindBinnedImageAsync(Rows.Bob, new("image"), default));
    }

    [Fact]
    public async Task A_restored_image_is_where_it_was_with_what_changed_meanwhile()
    {
        await Apply(Put("a"), Put("b"), Put("c"), Bin("c"), Put("d"), Bin("a"));
        await Apply(new ProjectionChange.SetPublicToken(new("a"), "fresh"), new ProjectionChange.SetThumbnails(new("a"), Rows.Thumbnail("s"), null));

        await Apply(new ProjectionChange.RestoreImage(new("a")), new ProjectionChange.RestoreImage(new("c")));

        Assert.Equal(["d", "c", "b", "a"], await Ids(new ImageFilter(10, 0)));
        Assert.Equal(["d", "c", "b", "a"], await Ids(new ImageFilter(10, 0, Search: "tavern")));
        Assert.Null(await _store.FindImageByTokenAsync("token-a", default));
        Assert.Equal(Rows.Thumbnail("s"), (await _store.FindImageByTokenAsync("fresh", default))?.Picture.Small);
        Assert.Equal(["small-a"], await Unused("small-a", "s"));
    }

    [Fact]
    public async Task A_purged_image_leaves_nothing()
    {
        await Apply(Put("image"), Shown("chat", "image"), Bin("image"));
        await Apply(new ProjectionChange.RemoveImage(new("image")), new ProjectionChange.RestoreImage(new("image")));

        Assert.Null(await _store.FindBinnedImageAsync(Rows.Alice, new("image"), default));
        Assert.Empty(await Ids(new ImageFilter(10, 0)));
        Assert.Equal(3, (await Unused("picture-image", "small-image", "large-image")).Count);
        Assert.Empty(await _gallery.ListUsesAsync(Rows.Alice, [new("image")], default));
    }

    [Theory]
    [InlineData(ImageSorting.Newest, "d", "c", "b", "a"), InlineData(ImageSorting.Oldest, "a", "b", "c", "d"), InlineData(ImageSorting.Largest, "b", "d", "a", "c")]
    public async Task A_search_is_sorted_as_a_list_is_and_comes_in_pages(ImageSorting sorting, params string[] expected)
    {
        await Apply(Aged("a", 1, 20), Aged("b", 2, 40), Aged("c", 3, 10), Aged("d", 4, 30), Put(Rows.Image("e") with { Prompt = "a castle", SceneJson = null }));

        foreach (var search in new[] { null, "tavern" })
        {
            var all = await _gallery.LayOutAsync(Rows.Alice, new ImageFilter(10, 0, Search: search, Sorting: sorting, Favorite: false), default);
            Assert.Equal(expected, all.Items.Select(tile => tile.Id.Value).Where(id => id != "e"));
            Assert.Equal(expected[1..3], await Ids(new ImageFilter(2, 1, Search: "tavern", Sorting: sorting)));
            Assert.Equal(4, (await _store.ListImagesAsync(Rows.Alice, new ImageFilter(2, 1, Search: "tavern", Sorting: sorting), default)).Total);
        }
    }

    [Fact]
    public async Task Filters_add_up_with_each_other_and_with_words()
    {
        var marked = Rows.Image("marked") with { Favorite = true, CharacterId = "Mira", Provider = "novelai", Chat = new ChatId("c2") };
        await Apply(Put("plain"), Put(marked), Put(marked with { Id = new("of-bob"), User = Rows.Bob, PublicToken = "t" }));

        Assert.Equal(["marked"], await Ids(new ImageFilter(10, 0, Chat: new("c2"), CharacterId: "Mira", Provider: "novelai", Search: "river", Favorite: true)));
        Assert.Equal(["marked"], await Ids(new ImageFilter(10, 0, Chat: new("c2"), Favorite: true)));
        Assert.Empty(await Ids(new ImageFilter(10, 0, Chat: new("c2"), Favorite: false)));
        Assert.Empty(await Ids(new ImageFilter(10, 0, CharacterId: "mira", Favorite: true)));
        Assert.Empty(await Ids(new ImageFilter(10, 0, CharacterId: "Mir", Favorite: true)));
    }

    [Theory]
    [InlineData("caption", "said"), InlineData("tag", "harbour"), InlineData("two words over two columns", "said tavern")]
    public async Task Captions_and_tags_are_searched(string what, string typed)
    {
        await Apply(Put("other"), Put("image"), new ProjectionChange.SetImageDetails(new("image"), false, "she said", ["harbour"]));

        Assert.True((await Ids(new ImageFilter(10, 0, Search: typed))) is ["image"], what);
    }

    [Theory]
    [InlineData("\""), InlineData("\"tavern"), InlineData("tavern\" OR \"x"), InlineData("("), InlineData("facets : x"), InlineData("NEAR("), InlineData("-tavern")]
    [InlineData("tavern*"), InlineData("^tavern"), InlineData("{prompt}: x"), InlineData("tavern + river"), InlineData("a AND"), InlineData("NOT"), InlineData("\\")]
    [InlineData("ÿ\uFFFD"), InlineData("😀"), InlineData("😀 tavern"), InlineData("…"), InlineData(",;:"), InlineData("\u0300"), InlineData("l'été d'été")]
    public async Task What_looks_like_a_query_is_an_ordinary_search(string typed)
    {
        await Apply(Put("image"));

        var found = await Ids(new ImageFilter(10, 0, Search: typed));

        Assert.True(found.Count == 0 || typed.Contains("tavern", StringComparison.Ordinal), typed);
    }

    [Fact]
    public async Task Versions_are_found_together_from_any_of_them_also_when_one_between_is_gone()
    {
        await Apply(
            Put("one"), Put(Rows.Image("two") with { Version = new(new("one"), new("one")) }),
            Put(Rows.Image("three") with { Version = new(new("two"), new("one")) }), Put("other"), Bin("two"));

        var found = await _gallery.ListVersionsAsync(Rows.Alice, new("one"), 10, default);

        Assert.Equal(["one", "three"], found.Select(row => row.Id.Value));
        Assert.Equal(["three"], (await _gallery.ListVersionsAsync(Rows.Alice, new("one"), 1, default)).Select(row => row.Id.Value));
        Assert.Empty(await _gallery.ListVersionsAsync(Rows.Bob, new("one"), 10, default));
    }

    [Fact]
    public async Task Past_backgrounds_are_each_there_once_the_latest_first()
    {
        await Apply(Put("a"), Put("b"));
        await Apply(Shown("chat", "a"), Shown("chat", "b"), Shown("chat", "a"), Shown("other", "b"));

        var past = await _gallery.ListBackgroundsAsync(Rows.Alice, Rows.Chat, 10, default);

        Assert.Equal(["a True", "b False"], past.Select(background => $"{background.Image.Id} {background.IsCurrent}"));
        await Apply(Shown("chat", null));
        Assert.DoesNotContain(await _gallery.ListBackgroundsAsync(Rows.Alice, Rows.Chat, 10, default), background => background.IsCurrent);
        Assert.Empty(await _gallery.ListBackgroundsAsync(Rows.Bob, Rows.Chat, 10, default));
    }

    [Fact]
    public async Task Uses_tell_what_stands_there_what_stood_there_and_what_is_attached()
    {
        await Apply(Put("a"), Put("b"), Shown("chat", "a"), Shown("chat", "b"), Shown("other", "a"));
        await Apply(new ProjectionChange.AddImageUse(++_position, new(Rows.Alice, Rows.Chat, ImageUseKind.Attachment, new("a"), new("m1"), Rows.Start)));

        var uses = await _gallery.ListUsesAsync(Rows.Alice, [new("a")], default);

        Assert.Equal(
            ["chat Attachment m1 True", "chat Background  False", "other Background  True"],
            uses.Select(use => $"{use.Chat} {use.Kind} {use.Message} {use.IsCurrent}").Order(StringComparer.Ordinal));
        Assert.Empty(await _gallery.ListUsesAsync(Rows.Bob, [new("a")], default));
    }

    [Fact]
    public async Task Only_so_many_backgrounds_of_a_chat_are_kept()
    {
        await Apply(Put("first"), Put("last"), Shown("chat", "first"));
        await Apply([.. Enumerable.Range(0, ImageUses.BackgroundsPerChat).Select(_ => Shown("chat", "last"))]);

        Assert.Equal("last", Assert.Single(await _gallery.ListBackgroundsAsync(Rows.Alice, Rows.Chat, 10, default)).Image.Id.Value);
    }

    [Fact]
    public async Task A_gallery_is_measured_by_chat_with_its_bin()
    {
        await Apply(Put("a"), Put("b"), Put(Rows.Image("c") with { Chat = null }), Put("d"), Bin("d"), Put(Rows.Image("e") with { User = Rows.Bob }));

        var size = await _gallery.MeasureAsync(Rows.Alice, default);

        Assert.Equal([new ChatSize(Rows.Chat, 2, 2000, 4, 40), new ChatSize(null, 1, 1000, 2, 20)], size.Chats);
        Assert.Equal(new BinSize(1, 1020, Rows.Start), size.Bin);
        Assert.Equal(new BinSize(0, 0, null), (await _gallery.MeasureAsync(Rows.Bob, default)).Bin);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _folder.Dispose();
    }

    private Task Apply(params ProjectionChange[] changes) => _store.ApplyAsync(++_position, changes, default);

    private static ProjectionChange.PutImage Put(string id) => Put(Rows.Image(id));

    private static ProjectionChange.PutImage Put(ImageRow row) => new(row);

    private static ProjectionChange.PutImage Aged(string id, int age, int bytes) =>
        Put(Rows.Image(id) with { CreatedAt = Rows.Start.AddMilliseconds(age), Picture = Rows.Picture(id) with { ByteCount = bytes } });

    private static ProjectionChange.BinImage Bin(string id) => new(new(id), Rows.Start);

    private ProjectionChange.AddImageUse Shown(string chat, string? image) => new(
        ++_position, new(Rows.Alice, new(chat), ImageUseKind.Background, image is null ? null : new ImageId(image), null, Rows.Start));

    private async Task<List<string>> Ids(ImageFilter filter) =>
        [.. (await _store.ListImagesAsync(Rows.Alice, filter, default)).Items.Select(row => row.Id.Value)];

    private async Task<List<string>> Unused(params string[] names)
    {
        var byHash = names.ToDictionary(Rows.Hash);
        return [.. (await _gallery.FindUnusedAsync([.. byHash.Keys], default)).Select(hash => byHash[hash])];
    }
}
