using System.Net;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("8.8.8.8", "Public")]
    [InlineData("2606:4700::1111", "Public")]
    [InlineData("172.15.255.255", "Public")]
    [InlineData("172.32.0.0", "Public")]
    [InlineData("127.0.0.1", "Private")]
    [InlineData("127.255.0.9", "Private")]
    [InlineData("10.1.2.3", "Private")]
    [InlineData("172.16.0.1", "Private")]
    [InlineData("192.168.1.1", "Private")]
    [InlineData("100.64.0.1", "Private")]
    [InlineData("::1", "Private")]
    [InlineData("fd12::1", "Private")]
    [InlineData("::ffff:192.168.1.1", "Private")]
    [InlineData("64:ff9b::10.0.0.1", "Private")]
    [InlineData("2002:c0a8:0101::1", "Private")]
    [InlineData("0.0.0.0", "Forbidden")]
    [InlineData("0.1.2.3", "Forbidden")]
    [InlineData("::", "Forbidden")]
    [InlineData("169.254.169.254", "Forbidden")]
    [InlineData("::ffff:169.254.169.254", "Forbidden")]
    [InlineData("64:ff9b::a9fe:a9fe", "Forbidden")]
    [InlineData("2002:a9fe:a9fe::1", "Forbidden")]
    [InlineData("168.63.129.16", "Forbidden")]
    [InlineData("100.100.100.200", "Forbidden")]
    [InlineData("192.0.0.192", "Forbidden")]
    [InlineData("fd00:ec2::254", "Forbidden")]
    [InlineData("fe80::1", "Forbidden")]
    [InlineData("ff02::1", "Forbidden")]
    [InlineData("224.0.0.1", "Forbidden")]
    [InlineData("255.255.255.255", "Forbidden")]
    [InlineData("2001::1", "Forbidden")]
    public void Addresses_are_sorted_by_who_answers_there(string address, string kind)
    {
        Assert.Equal(kind, AddressKinds.Of(IPAddress.Parse(address)).ToString());
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://localhost/")]
    public async Task However_it_is_written_this_machine_is_private(string address)
    {
        var (closed, open) = (new CheckedConnector(AddressRules.PublicOnly), new CheckedConnector(AddressRules.Of(allowPrivate: true, [])));

        Assert.Contains("not allowed", await closed.FindObstacleAsync(new Uri(address), default));
        Assert.Null(await open.FindObstacleAsync(new Uri(address), default));
    }

    [Fact]
    public async Task A_listed_host_may_be_private_and_no_other()
    {
        var connector = new CheckedConnector(AddressRules.Of(allowPrivate: false, ["LOCALHOST"]));

        Assert.Null(await connector.FindObstacleAsync(new Uri("http://localhost/"), default));
        Assert.NotNull(await connector.FindObstacleAsync(new Uri("http://127.0.0.1/"), default));
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    public async Task Metadata_services_are_never_allowed(string address)
    {
        var connector = new CheckedConnector(AddressRules.Of(allowPrivate: true, ["169.254.169.254"]));

        Assert.NotNull(await connector.FindObstacleAsync(new Uri(address), default));
    }
}
