using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;

namespace Lumiverse.Actors.AspNetCore.Tests.Pages;

public sealed class ImageSettingsTests
{
    [Fact]
    public void Nothing_stored_gives_the_defaults() => Assert.Equal(ImageSettings.Defaults, ImageSettings.From([], []));

    [Fact]
    public void The_chat_stands_over_the_user()
    {
        var settings = ImageSettings.From(
            Json("""{"activeImageGenConnectionId":"k1","promptMode":"custom","backgroundOpacity":1}"""),
            Json("""{"promptMode":"parsed_custom","outputTarget":"chat_attachment"}"""));

        Assert.Equal(ConnectionId.Of("k1"), settings.ActiveConnection);
        Assert.Equal(PromptMode.ParsedCustom, settings.PromptMode);
        Assert.Equal(OutputTarget.ChatAttachment, settings.OutputTarget);
        Assert.Equal(1, settings.BackgroundOpacity);
    }

    [Theory]
    [InlineData("""{"sceneChangeThreshold":99}""")]
    [InlineData("""{"sceneChangeThreshold":"2"}""")]
    [InlineData("""{"promptMode":7}""")]
    [InlineData("""{"activeImageGenConnectionId":"a b"}""")]
    [InlineData("""{"enabled":null,"customPrompt":[]}""")]
    public void A_stored_value_that_is_wrong_counts_as_absent(string stored) =>
        Assert.Equal(ImageSettings.Defaults, ImageSettings.From(Json(stored), Json(stored)));

    [Fact]
    public void A_wrong_value_of_the_chat_leaves_the_users() =>
        Assert.Equal(4, ImageSettings.From(Json("""{"sceneChangeThreshold":4}"""), Json("""{"sceneChangeThreshold":0}""")).SceneChangeThreshold);

    [Fact]
    public void Every_setting_has_a_rule_and_takes_its_own_default()
    {
        Assert.Equal(CountOf(typeof(ImageSettings)), SettingRule.All.Length);
        Assert.All(SettingRule.All, rule => Assert.True(rule.Default is null || rule.Accepts(rule.Default), rule.Key));
    }

    [Fact]
    public void Every_word_is_read_back_as_what_it_was_written_from()
    {
        Assert.All(Enum.GetValues<PromptMode>(), mode => Assert.Equal(mode, WireWords.ParsePromptMode(mode.Word())));
        Assert.All(Enum.GetValues<OutputTarget>(), target => Assert.Equal(target, WireWords.ParseOutputTarget(target.Word())));
        Assert.Equal(["force", "manual", "automatic"], Enum.GetValues<JobTrigger>().Select(trigger => trigger.Word()));
    }

    /// <summary>Wishes are one value in the code and a key each in the settings.</summary>
    private static int CountOf(Type settings) => settings.GetProperties()
        .Where(property => property.CanWrite && property.GetMethod is { IsStatic: false })
        .Sum(property => property.PropertyType == typeof(PromptWishes) ? CountOf(typeof(PromptWishes)) : 1);

    private static JsonObject Json(string text) => Assert.IsType<JsonObject>(JsonNode.Parse(text));
}
