using System.Text.Json;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Projections;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class ProjectionStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteTables _tables;
    private readonly SqliteProjectionStore _store;
    private long _position;

    public ProjectionStoreTests()
    {
        _tables = _folder.OpenTables();
        _store = new SqliteProjectionStore(_tables);
    }

    [Fact]
    public async Task An_image_comes_back_as_it_was_put()
    {
        await Apply(Put("image"));

        var found = await _store.FindImageAsync(Rows.Alice, new ImageId("image"), default);

        AssertSame(Rows.Image("image"), found);
    }

    [Fact]
    public async Task An_upload_without_job_prompt_or_thumbnails_comes_back_as_it_was_put()
    {
        var upload = Rows.Image("upload") with
        {
            Job = null,
            Chat = null,
            CharacterId = null,
            Provider = null,
            Model = null,
            Prompt = null,
            NegativePrompt = null,
            Seed = null,
            ParametersJson = null,
            SceneJson = null,
            Caption = null,
            Tags = [],
            Picture = Rows.Picture("upload") with { Small = null, Large = null },
        };
        await Apply(new ProjectionChange.PutImage(upload));

        AssertSame(upload, await _store.FindImageAsync(Rows.Alice, upload.Id, default));
    }

    [Fact]
    public async Task A_job_comes_back_as_it_was_put()
    {
        var bare = Rows.Job("bare") with { Attempts = [], PendingBlobs = [], Image = null, RetryOf = null, Connection = null, EndedAt = null };
        await Apply(new ProjectionChange.PutJob(Rows.Job("job")), new ProjectionChange.PutJob(bare));

        AssertSame(Rows.Job("job"), await _store.FindJobAsync(new JobId("job"), default));
        AssertSame(bare, await _store.FindJobAsync(new JobId("bare"), default));
        Assert.Null(await _store.FindJobAsync(new JobId("none"), default));
    }

    [Fact]
    public async Task A_position_that_is_not_ahead_is_ignored()
    {
        await _store.ApplyAsync(5, [Put("one")], default);
        await _store.ApplyAsync(5, [Put("two")], default);
        await _store.ApplyAsync(4, [Put("three")], default);

        Assert.Equal(5, await _store.PositionAsync(default));
        Assert.Equal(["one"], await ListIds());
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_neither_rows_nor_position()
    {
        await Apply(Put("one"));
        var sameToken = Rows.Image("three") with { PublicToken = "token-one" };

        await Assert.ThrowsAnyAsync<Exception>(() => Apply(Put("two"), new ProjectionChange.PutImage(sameToken)));

        Assert.Equal(1, await _store.PositionAsync(default));
        Assert.Equal(["one"], await ListIds());
    }

    [Fact]
    public async Task Every_change_applied_twice_leaves_what_once_leaves()
    {
        ProjectionChange[] changes =
        [
            Put("kept"), Put("removed"), new ProjectionChange.SetThumbnails(new("kept"), Rows.Thumbnail("s"), null),
            new ProjectionChange.SetPublicToken(new("kept"), "fresh"), new ProjectionChange.SetImageDetails(new("kept"), true, "said", ["tag"]),
            new ProjectionChange.RemoveImage(new("removed")), new ProjectionChange.PutJob(Rows.Job("job")),
            new ProjectionChange.AddDecision(1, Rows.Decision(1)), new ProjectionChange.SetAwake("scene-a", true), new ProjectionChange.SetAwake("scene-b", false),
            Put("binned"), new ProjectionChange.BinImage(new("binned"), Rows.Start), Put("back"), new ProjectionChange.BinImage(new("back"), Rows.Start),
            new ProjectionChange.RestoreImage(new("back")),
            new ProjectionChange.AddImageUse(1, new(Rows.Alice, Rows.Chat, ImageUseKind.Background, new ImageId("kept"), null, Rows.Start)),
        ];
        await Apply(changes);
        var once = await Everything();

        await Apply(changes);

        Assert.Equal(once, await Everything());
    }

    [Fact]
    public async Task Changes_of_an_image_reach_its_row()
    {
        await Apply(
            Put("image"), new ProjectionChange.SetThumbnails(new("image"), Rows.Thumbnail("s"), null),
            new ProjectionChange.SetPublicToken(new("image"), "fresh"), new ProjectionChange.SetImageDetails(new("image"), true, null, ["tag"]));

        var image = await _store.FindImageByTokenAsync("fresh", default);

        Assert.Equal((Rows.Thumbnail("s"), null, true, null), (image?.Picture.Small, image?.Picture.Large, image?.Favorite, image?.Caption));
        Assert.Equal(["tag"], image?.Tags);
        Assert.Null(await _store.FindImageByTokenAsync("token-image", default));
    }

    [Fact]
    public async Task A_change_of_a_removed_image_does_not_bring_it_back()
    {
        await Apply(Put("image"), new ProjectionChange.RemoveImage(new("image")), new ProjectionChange.SetPublicToken(new("image"), "fresh"));

        Assert.Null(await _store.FindImageAsync(Rows.Alice, new ImageId("image"), default));
        Assert.Equal(0, (await Search("tavern")).Total);
    }

    [Fact]
    public async Task Another_user_finds_and_lists_nothing()
    {
        await Apply(Put("image"), new ProjectionChange.PutJob(Rows.Job("job")), new ProjectionChange.AddDecision(1, Rows.Decision(1)));

        Assert.Null(await _store.FindImageAsync(Rows.Bob, new ImageId("image"), default));
        Assert.Equal(0, (await _store.ListImagesAsync(Rows.Bob, new ImageFilter(10, 0), default)).Total);
        Assert.Equal(0, (await _store.ListImagesAsync(Rows.Bob, new ImageFilter(10, 0, Search: "tavern"), default)).Total);
        Assert.Equal(0, (await _store.ListJobsAsync(Rows.Bob, new JobFilter(10, 0), default)).Total);
        Assert.Equal(0, (await _store.ListDecisionsAsync(Rows.Bob, Rows.Chat, null, 10, 0, default)).Total);
    }

    [Fact]
    public async Task The_image_of_a_job_is_found()
    {
        await Apply(Put("one"), Put("two"));

        Assert.Equal("two", (await _store.FindImageByJobAsync(new JobId("job-two"), default))?.Id.Value);
    }

    [Fact]
    public async Task Images_are_listed_in_the_order_asked_for_and_in_pages()
    {
        await Apply(Aged("a", 1, 30), Aged("b", 3, 10), Aged("c", 2, 20));

        Assert.Equal(["b", "c", "a"], await ListIds());
        Assert.Equal(["a", "c", "b"], await ListIds(new ImageFilter(10, 0, Sorting: ImageSorting.Oldest)));
        Assert.Equal(["a", "c", "b"], await ListIds(new ImageFilter(10, 0, Sorting: ImageSorting.Largest)));
        Assert.Equal(["c"], await ListIds(new ImageFilter(1, 1)));
        Assert.Equal(3, (await _store.ListImagesAsync(Rows.Alice, new ImageFilter(1, 1), default)).Total);
    }

    [Fact]
    public async Task Each_filter_narrows_the_list()
    {
        await Apply(
            Put("plain"), Put(Rows.Image("chat") with { Chat = new ChatId("other") }), Put(Rows.Image("character") with { CharacterId = "other" }),
            Put(Rows.Image("provider") with { Provider = "other" }), Put(Rows.Image("favorite") with { Favorite = true }));

        Assert.Equal(["chat"], await ListIds(new ImageFilter(10, 0, Chat: new ChatId("other"))));
        Assert.Equal(["character"], await ListIds(new ImageFilter(10, 0, CharacterId: "other")));
        Assert.Equal(["provider"], await ListIds(new ImageFilter(10, 0, Provider: "other")));
        Assert.Equal(["favorite"], await ListIds(new ImageFilter(10, 0, Favorite: true)));
        Assert.Equal(4, (await ListIds(new ImageFilter(10, 0, Favorite: false))).Count);
    }

    [Theory]
    [InlineData("tavern"), InlineData("TAVERN"), InlineData("tav"), InlineData("dim river"), InlineData("river dim"), InlineData("gemini-2.5")]
    [InlineData("2.5"), InlineData("fog"), InlineData("cafe"), InlineData("tavern !!!"), InlineData("京の"), InlineData("東京"), InlineData("\u0000tavern")]
    public async Task Search_looks_into_prompt_scene_and_model(string typed)
    {
        await Apply(Put(Wordy("wordy")), Put(Rows.Image("other") with { Prompt = "a castle", SceneJson = null }));

        Assert.Equal(["wordy"], (await Search(typed)).Items.Select(row => row.Id.Value));
    }

    [Theory]
    [InlineData("castle"), InlineData("facets"), InlineData("f0"), InlineData("u616c696365"), InlineData("\uE000u616c696365"), InlineData("\uE000"), InlineData("avern"), InlineData("mood"), InlineData("!!!"), InlineData("\""), InlineData("tavern AND castle"), InlineData("京東")]
    [InlineData("tavern NOT river"), InlineData("prompt:tavern"), InlineData("NEAR(dim river)"), InlineData("tavern OR castle"), InlineData("*"), InlineData("'; DROP TABLE images")]
    public async Task Search_takes_what_was_typed_for_words_and_nothing_else(string typed)
    {
        await Apply(Put(Wordy("wordy")));

        Assert.Equal(0, (await Search(typed)).Total);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("  ")]
    public async Task An_empty_search_lists_everything(string? typed)
    {
        await Apply(Put("image"));

        Assert.Equal(1, (await Search(typed)).Total);
    }

    [Fact]
    public async Task Search_follows_a_changed_prompt()
    {
        await Apply(Put("image"));
        await Apply(Put(Rows.Image("image") with { Prompt = "a lighthouse", SceneJson = null }));

        Assert.Equal(0, (await Search("tavern")).Total);
        Assert.Equal(1, (await Search("lighthouse")).Total);
    }

    [Fact]
    public async Task Blobs_are_used_by_pictures_thumbnails_and_pending_jobs_until_these_let_go()
    {
        await Apply(Put("image"), new ProjectionChange.PutJob(Rows.Job("job")));
        string[] names = ["picture-image", "small-image", "large-image", "pending-job"];
        Assert.All(names, name => Assert.True(IsUsed(name)));
        Assert.False(IsUsed("another"));

        await Apply(new ProjectionChange.RemoveImage(new("image")), new ProjectionChange.PutJob(Rows.Job("job") with { PendingBlobs = [] }));

        Assert.All(names, name => Assert.False(IsUsed(name)));
    }

    [Fact]
    public async Task A_blob_of_two_images_is_used_until_both_are_removed()
    {
        await Apply(Put("one"), Put(Rows.Image("two") with { Picture = Rows.Picture("one") }));

        await Apply(new ProjectionChange.RemoveImage(new("one")));
        Assert.True(IsUsed("picture-one"));

        await Apply(new ProjectionChange.RemoveImage(new("two")));
        Assert.False(IsUsed("picture-one"));
    }

    [Fact]
    public async Task A_thumbnail_that_was_replaced_is_let_go()
    {
        await Apply(Put("image"), new ProjectionChange.SetThumbnails(new("image"), Rows.Thumbnail("s"), null));

        Assert.True(IsUsed("s"));
        Assert.False(IsUsed("small-image") || IsUsed("large-image"));
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_by_state_and_chat()
    {
        await Apply(
            Job("a", 1, row => row with { State = "queued" }), Job("b", 3, row => row), Job("c", 2, row => row with { Chat = new ChatId("other") }));

        Assert.Equal(["b", "c", "a"], await JobIds(new JobFilter(10, 0)));
        Assert.Equal(["a"], await JobIds(new JobFilter(10, 0, State: "queued")));
        Assert.Equal(["c"], await JobIds(new JobFilter(10, 0, Chat: new ChatId("other"))));
        Assert.Equal(["c"], await JobIds(new JobFilter(1, 1)));
    }

    [Fact]
    public async Task The_newest_decisions_of_each_chat_are_kept()
    {
        var other = new DecisionRow(Rows.Alice, new ChatId("other"), null, Rows.Start, "{}");
        await Apply(new ProjectionChange.AddDecision(1, other));
        await Apply([.. Enumerable.Range(2, DecisionTable.KeptPerChat + 20).Select(n => new ProjectionChange.AddDecision(n, Rows.Decision(n)))]);

        var page = await _store.ListDecisionsAsync(Rows.Alice, Rows.Chat, null, 2, 0, default);

        Assert.Equal(DecisionTable.KeptPerChat, page.Total);
        Assert.Equal([Rows.Decision(521), Rows.Decision(520)], page.Items);
        Assert.Equal([Rows.Decision(70)], (await _store.ListDecisionsAsync(Rows.Alice, Rows.Chat, new MessageId("message-70"), 10, 0, default)).Items);
        Assert.Equal([other], (await _store.ListDecisionsAsync(Rows.Alice, new ChatId("other"), null, 10, 0, default)).Items);
    }

    [Fact]
    public async Task Actors_are_awake_until_they_are_not()
    {
        await Apply(new ProjectionChange.SetAwake("b", true), new ProjectionChange.SetAwake("a", true), new ProjectionChange.SetAwake("c", true));
        await Apply(new ProjectionChange.SetAwake("c", false));

        Assert.Equal(["a", "b"], await _store.ListAwakeAsync(default));
    }

    [Fact]
    public async Task A_reset_leaves_what_a_fresh_store_has_and_can_be_filled_again()
    {
        var fresh = await Everything();
        await Apply(Put("image"), new ProjectionChange.PutJob(Rows.Job("job")), new ProjectionChange.AddDecision(1, Rows.Decision(1)), new ProjectionChange.SetAwake("a", true));

        await _store.ResetAsync(default);

        Assert.Equal(fresh, await Everything());
        Assert.Equal(0, await _store.PositionAsync(default));
        Assert.False(IsUsed("picture-image"));
        await Apply(Put("image"));
        Assert.Equal(1, (await Search("tavern")).Total);
    }

    [Theory]
    [InlineData("SELECT row FROM images WHERE user_id = 'a' ORDER BY created_at DESC, number DESC LIMIT 10", "images_by_user")]
    [InlineData("SELECT row FROM images WHERE user_id = 'a' AND chat_id = 'c' ORDER BY created_at DESC, number DESC LIMIT 10", "images_by_chat")]
    [InlineData("SELECT row FROM images WHERE user_id = 'a' ORDER BY byte_count DESC, number DESC LIMIT 10", "images_by_size")]
    [InlineData("SELECT row FROM images WHERE job_id = 'j' ORDER BY number DESC LIMIT 1", "images_by_job")]
    [InlineData("SELECT row FROM images WHERE public_token = 't'", "sqlite_autoindex_images")]
    [InlineData("SELECT row FROM images WHERE id IN (SELECT value FROM json_each('[]')) AND +user_id = 'a'", "sqlite_autoindex_images")]
    [InlineData("SELECT number FROM images WHERE user_id = 'a' AND favorite = 1 ORDER BY created_at DESC, number DESC LIMIT 10", "images_by_favorite")]
    [InlineData("SELECT number FROM images WHERE user_id = 'a' AND provider = 'p' ORDER BY created_at DESC, number DESC LIMIT 10", "images_by_provider")]
    [InlineData("SELECT number FROM images WHERE user_id = 'a' AND character_id = 'p' ORDER BY created_at DESC, number DESC LIMIT 10", "images_by_character")]
    [InlineData("SELECT row FROM jobs WHERE user_id = 'a' AND state = 's' ORDER BY created_at DESC, number DESC LIMIT 10", "jobs_by_state")]
    [InlineData("SELECT json FROM decisions WHERE user_id = 'a' AND chat_id = 'c' ORDER BY position DESC LIMIT 10", "decisions_by_chat")]
    [InlineData("SELECT 1 FROM blob_uses WHERE hash = 'h'", "PRIMARY KEY")]
    [InlineData("DELETE FROM blob_uses WHERE used_by = 'image:i'", "blob_uses_by_user")]
    public async Task Lists_are_read_from_their_index_and_never_sorted(string sql, string index)
    {
        var plan = string.Join('\n', await _tables.ReadAsync(connection => connection.Query($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3)), default));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
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

    private static ImageRow Wordy(string id) => Rows.Image(id) with
    {
        Prompt = "A dim Tavern by the river, café, 東京の夜",
        Model = "gemini-2.5-flash",
        SceneJson = """{"weather":"fog","mood":"calm","names":["Mira"]}""",
    };

    private static ProjectionChange.PutJob Job(string id, int age, Func<JobRow, JobRow> change) =>
        new(change(Rows.Job(id) with { CreatedAt = Rows.Start.AddMilliseconds(age) }));

    private Task<Ports.Storage.Page<ImageRow>> Search(string? typed) =>
        _store.ListImagesAsync(Rows.Alice, new ImageFilter(10, 0, Search: typed), default);

    private async Task<List<string>> ListIds(ImageFilter? filter = null) =>
        [.. (await _store.ListImagesAsync(Rows.Alice, filter ?? new ImageFilter(10, 0), default)).Items.Select(row => row.Id.Value)];

    private async Task<List<string>> JobIds(JobFilter filter) =>
        [.. (await _store.ListJobsAsync(Rows.Alice, filter, default)).Items.Select(row => row.Id.Value)];

    private bool IsUsed(string name) => _store.IsBlobUsedAsync(Rows.Hash(name), default).GetAwaiter().GetResult();

    private async Task<string> Everything() => JsonSerializer.Serialize(new object[]
    {
        await _store.ListImagesAsync(Rows.Alice, new ImageFilter(10, 0), default), await Search("tavern"),
        await _store.ListJobsAsync(Rows.Alice, new JobFilter(10, 0), default),
        await _store.ListDecisionsAsync(Rows.Alice, Rows.Chat, null, 10, 0, default), await _store.ListAwakeAsync(default),
        await _tables.ReadAsync(connection => connection.Query("SELECT hash || used_by FROM blob_uses ORDER BY 1", row => row.GetString(0)), default),
        await _tables.ReadAsync(connection => connection.Query("SELECT id || undo_until || row FROM image_bin", row => row.GetString(0)), default),
        await _tables.ReadAsync(connection => connection.Query("SELECT position || kind || image_id FROM image_uses", row => row.GetString(0)), default),
    });

    // Records compare their collections by reference, so their text is compared.
    private static void AssertSame<T>(T expected, T? actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
