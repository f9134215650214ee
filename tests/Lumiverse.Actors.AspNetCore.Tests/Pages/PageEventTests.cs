using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Pages;

namespace Lumiverse.Actors.AspNetCore.Tests.Pages;

public sealed class PageEventTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly ChatKey Chat = new(UserId.Of("alice"), ChatId.Of("c1"));
    private static readonly JobId Job = JobId.Of("j1");
    private static readonly Thumbnail Small = new(BlobHash.Of("bb"), "image/webp", 2, 3, 2);
    private static readonly Picture Whole = new(BlobHash.Of("aa"), "image/jpeg", 9, 6, 4, "cGg=", 0.5, Small, Small);
    private static readonly CallRecord Call = new("sketch", "m1", """{"steps":28}""", 7);
    private static readonly ImageOrder Order = ImageOrder.Automatic(Job);

    public static TheoryData<object, string> Told => new()
    {
        { new SceneFact.JobRequested(Chat, Order, "r1", Now), """IMAGE_GEN_PROGRESS {"assetId":"j1","stage":"reading","chatId":"c1"}""" },
        { new ConnectionFact.JobAccepted(Ticket(), Now), """IMAGE_GEN_PROGRESS {"assetId":"j1","stage":"queued","chatId":"c1"}""" },
        { new ConnectionFact.AttemptStarted(Chat, Job, AttemptId.Of("a1"), 1, Now), """IMAGE_GEN_PROGRESS {"assetId":"j1","stage":"running","chatId":"c1"}""" },
        { Ended(new AttemptOutcome.Succeeded(Whole, Call)), """IMAGE_GEN_PROGRESS {"assetId":"j1","stage":"saving","chatId":"c1"}""" },
        { new SceneFact.JobEnded(Chat, Job, Done()), """5 IMAGE_GEN_COMPLETE {"assetId":"j1","imageId":"i1","imageUrl":"/api/v1/image-gen/results/t1","chatId":"c1"}""" },
        {
            new SceneFact.JobEnded(Chat, Job, JobEnd.Without(JobOutcome.Uncertain, "Who knows.", Now) with { MayHaveBeenCharged = true, RetryAfter = TimeSpan.FromSeconds(2.1) }),
            """5 IMAGE_GEN_ERROR {"assetId":"j1","message":"Who knows.","state":"uncertain","mayHaveBeenCharged":true,"retryAfterSeconds":3,"chatId":"c1"}"""
        },
        { new SceneFact.BackgroundChanged(Chat, null, 1, Now), """5 BACKGROUND_CHANGED {"imageId":null,"url":null,"chatId":"c1"}""" },
        { new GalleryFact.ImageDeleted(Chat.User, ImageId.Of("i1"), Now), """5 IMAGE_DELETED {"id":"i1"}""" },
        { new ConnectionFact.ProfileChanged(Chat.User, ConnectionId.Of("k1"), """{"id":"k1"}"""), """5 IMAGE_GEN_CONNECTION_CHANGED {"id":"k1","profile":{"id":"k1"}}""" },
        { new ConnectionFact.ProfileChanged(Chat.User, ConnectionId.Of("k1"), null), """5 IMAGE_GEN_CONNECTION_CHANGED {"id":"k1","deleted":true}""" },
    };

    public static TheoryData<object> Silent => new()
    {
        new SceneFact.ReplyNoticed(Chat, MessageId.Of("m1"), "r1", Now),
        new SceneFact.JobSubmitted(Job, Now),
        new ConnectionFact.JobEnded(Job, Done()),
        new ConnectionFact.CallsPaused(Now),
        Ended(new AttemptOutcome.Lost()),
        new GalleryFact.ImageAdded(Image(Whole with { Small = null }), "t1", Now),
        new GalleryFact.ThumbnailsMade(ImageId.Of("i1"), null, null),
        "something else",
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void Pages_are_told_of_a_fact_in_the_words_of_the_api(object fact, string expected)
    {
        var page = PageEvents.From(fact, 5);

        Assert.Equal(expected, $"{(page?.Id is { } id ? $"{id} " : "")}{page?.Name} {page?.Json}");
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void Of_other_facts_pages_are_not_told(object fact) => Assert.Null(PageEvents.From(fact, 5));

    [Fact]
    public void A_decision_is_told_with_its_reasons()
    {
        var decided = new SceneFact.Decided(
            Chat, "r1", MessageId.Of("m1"), JobTrigger.Automatic, true, "Changed.", 2,
            [new FieldChange("environment", "tavern", "harbour", 1, true)], Scene.Unknown, "rules", Job, Now);

        var page = PageEvents.From(decided, 5);

        Assert.Equal(("SCENE_DECIDED", Chat.Chat), (page?.Name, page?.Chat));
        Assert.Equal(
            """{"messageId":"m1","trigger":"automatic","generate":true,"reason":"Changed.","threshold":2,"fields":[{"name":"environment","before":"tavern","after":"harbour","distance":1,"changed":true}],"at":1800000000,"extractor":"rules","jobId":"j1","sentence":"generated: place changed (tavern \u2192 harbour 1); 1 of 2 needed","version":null,"policy":null,"callsSaved":0,"scene":{"environment":"","time_of_day":"","weather":"","mood":"","focal_detail":"","scene_changed":true},"sources":{},"outlook":"next image when 2 more fields change","chatId":"c1"}""",
            page?.Json);
    }

    [Fact]
    public void An_offered_and_a_reused_image_are_told_with_the_decision()
    {
        var held = new SceneFact.Decided(
            Chat, "r1", MessageId.Of("m1"), JobTrigger.Automatic, false, "There is a picture.", 2, [], Scene.Unknown, "rules", null, Now)
        {
            Version = "v1",
            Policy = ChangePolicy.Exact,
            CallsSaved = 1,
            Offered = ImageId.Of("i1"),
            Reused = ImageId.Of("i2"),
            Sources = SceneState.NoSources.Add("weather", new FieldSource(MessageId.Of("m0"), "Rain.")),
        };

        var told = JsonNode.Parse(PageEvents.From(held, 5, urls: new PageUrls("/x"))?.Json ?? "null");

        Assert.Equal("""{"imageId":"i1","url":"/x/images/i1"}""", told?["offered"]?.ToJsonString());
        Assert.Equal("""{"weather":{"messageId":"m0","words":"Rain."}}""", told?["sources"]?.ToJsonString());
        Assert.Equal(("i2", "v1", "exact", 1), ((string?)told?["reusedImageId"], (string?)told?["version"], (string?)told?["policy"], (int?)told?["callsSaved"]));
    }

    [Fact]
    public void An_image_at_a_message_is_told()
    {
        var made = new SceneFact.AttachmentMade(Chat, new SceneAttachment(MessageId.Of("m1"), ImageId.Of("i1"), OutputTarget.ChatAttachment));
        Assert.Equal(
            """{"messageId":"m1","imageId":"i1","url":"/x/images/i1","outputTarget":"chat_attachment","chatId":"c1"}""",
            PageEvents.From(made, 5, urls: new PageUrls("/x")) is { Name: "IMAGE_ATTACHED" } page ? page.Json : null);
    }

    [Fact]
    public void An_image_is_ready_with_its_thumbnails()
    {
        var added = PageEvents.From(new GalleryFact.ImageAdded(Image(Whole), "t1", Now), 5);
        var row = PageJson.Row(new GalleryFact.ImageAdded(Image(Whole with { Small = null, Large = null }), "t1", Now));
        var made = PageEvents.From(new GalleryFact.ThumbnailsMade(ImageId.Of("i1"), Small, Small), 5, row);

        Assert.Equal("IMAGE_READY", made?.Name);
        Assert.Equal(added?.Json, made?.Json);
        var json = JsonNode.Parse(added?.Json ?? "");
        Assert.Equal(("i1.jpg", true, "j1", "c1"), ((string?)json?["filename"], (bool?)json?["has_thumbnail"], (string?)json?["jobId"], (string?)json?["chatId"]));
    }

    [Fact]
    public void An_image_whose_thumbnails_can_not_be_made_is_ready_without()
    {
        var row = PageJson.Row(new GalleryFact.ImageAdded(Image(Whole with { Small = null, Large = null }), "t1", Now));

        var made = PageEvents.From(new GalleryFact.ThumbnailsMade(ImageId.Of("i1"), null, null), 5, row);

        Assert.False((bool?)JsonNode.Parse(made?.Json ?? "")?["has_thumbnail"]);
    }

    [Fact]
    public void Addresses_follow_the_prefix()
    {
        var page = PageEvents.From(new SceneFact.BackgroundChanged(Chat, new Background(ImageId.Of("i1"), Whole, null, Job, null), 1, Now), 5, urls: new PageUrls("/x"));

        Assert.Contains("\"/x/images/i1\"", page?.Json ?? "", StringComparison.Ordinal);
    }

    private static JobTicket Ticket() =>
        new(Job, Chat, ConnectionId.Of("k1"), JobTrigger.Automatic, new ImagePrompt("a", null), null, 7, null, 0, Now);

    private static JobEnd Done() => new(JobOutcome.Done, "", new SavedImage(ImageId.Of("i1"), "t1", Whole), false, null, Now);

    private static ConnectionFact.AttemptEnded Ended(AttemptOutcome outcome) =>
        new(Chat, Job, AttemptId.Of("a1"), outcome, null, null, Now);

    private static NewImage Image(Picture picture) => new(
        ImageId.Of("i1"), Chat.User, picture, new ImageSource(Job, ConnectionId.Of("k1")), Chat.Chat, null, Call, "a tavern", null,
        new Scene("tavern", TimeOfDay.Night, "", "", ""), null);
}
