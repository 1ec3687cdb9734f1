using System.Net;
using System.Net.Sockets;
using Logistics.Host.Push;

namespace Logistics.Host.Tests;

/// <summary>An address that a browser hands over does not lead our host to what only it can reach.</summary>
public sealed class OutsideAddressTests
{
    static readonly OutsideAddress strict = new([]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/gAAAA", true)]
    [InlineData("https://push.example:8443/x?y=z", true)]
    [InlineData("https://93.184.216.34/x", true)]
    [InlineData("https://[2606:2800:220:1::1]/x", true)]
    [InlineData("http://updates.push.services.mozilla.com/wpush", false)]
    [InlineData("https://somebody@push.example/x", false)]
    [InlineData("https://push.example/x#part", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("https://database/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("https://2130706433/x", false)]
    [InlineData("https://0x7f.1/x", false)]
    [InlineData("https://10.1.2.3/x", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://[::1]/x", false)]
    [InlineData("https://[::ffff:192.168.1.1]/x", false)]
    [InlineData("https://[fd00::1]/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://push.example/x", false)]
    [InlineData("/relative", false)]
    [InlineData("", false)]
    public void Only_what_may_be_a_push_service_on_the_internet_is_taken(string address, bool may) => Assert.Equal(may, strict.Read(address) is not null);

    [Fact]
    public void An_address_has_an_end() => Assert.Null(strict.Read($"https://push.example/{new string('x', OutsideAddress.Longest)}"));

    [Fact]
    public void What_the_operator_allows_is_taken_without_TLS_and_nothing_beside_it()
    {
        var lenient = new OutsideAddress([IPNetwork.Parse("10.0.0.0/24")]);
        Assert.NotNull(lenient.Read("http://10.0.0.5:8080/x"));
        Assert.NotNull(lenient.Read("https://10.0.0.5/x"));
        Assert.Null(lenient.Read("http://10.0.1.5/x"));
        Assert.Null(lenient.Read("ftp://10.0.0.5/x"));
        Assert.Null(lenient.Read("http://push.example/x"));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:4007::1", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void It_is_known_what_is_public(string address, bool isPublic) => Assert.Equal(isPublic, OutsideAddress.IsPublic(IPAddress.Parse(address)));

    /// <summary>A name says nothing: only where it leads does, at the moment of connecting.</summary>
    [Fact]
    public async Task A_name_that_leads_inside_is_not_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        using var closed = new HttpClient(new SocketsHttpHandler { ConnectCallback = strict.ConnectAsync, UseProxy = false });
        await Assert.ThrowsAsync<HttpRequestException>(() => closed.GetAsync(address, Stop));
        Assert.False(listener.Pending());

        // The same name is connected to where the operator allows it: it was the guard that said no.
        using var open = new HttpClient(new SocketsHttpHandler { ConnectCallback = new OutsideAddress([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]).ConnectAsync, UseProxy = false });
        var asking = open.GetAsync(address, Stop);
        using var heard = await listener.AcceptSocketAsync(Stop);
        listener.Stop();
        heard.Close();
        await Assert.ThrowsAsync<HttpRequestException>(() => asking);
    }
}
