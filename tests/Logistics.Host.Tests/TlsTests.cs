using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>HTTPS of the host's own, and behind a proxy.</summary>
public sealed class TlsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("ramasse-tls-").FullName;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "secret")]
    [InlineData(false, null)]
    [InlineData(false, "secret")]
    public async Task It_serves_the_certificate_it_was_given(bool pem, string? password)
    {
        using var made = Make("ramasse.test");
        await using var host = await HostAsync(Write(made, pem, password));
        var (response, seen) = await AskAsync(host);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(made.Thumbprint, seen);
        Assert.Equal("max-age=31536000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task A_page_is_compressed_by_https_too()
    {
        using var made = Make("ramasse.test");
        await using var host = await HostAsync(Write(made, pem: true, password: null));
        var (response, _) = await AskAsync(host, "/entrer");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public void A_renewed_certificate_is_taken_up_within_a_minute_and_a_half_written_one_is_not()
    {
        using var first = Make("first.test");
        using var second = Make("second.test");
        var clock = new Testing.FakeClock(new DateTimeOffset(2026, 3, 10, 5, 0, 0, TimeSpan.Zero));
        var settings = TlsSettings.Read(Write(first, pem: true, password: null), [])!;
        using var served = new ServedCertificate(settings, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<ServedCertificate>.Instance);
        Assert.Equal(first.Thumbprint, served.Current().Thumbprint);

        // The new certificate is there and its key not yet.
        File.WriteAllText(settings.Path, second.ExportCertificatePem());
        File.SetLastWriteTimeUtc(settings.Path, DateTime.UnixEpoch.AddYears(100));
        Assert.Equal(first.Thumbprint, served.Current().Thumbprint);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(first.Thumbprint, served.Current().Thumbprint);

        Write(second, pem: true, password: null);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(second.Thumbprint, served.Current().Thumbprint);
    }

    [Fact]
    public void What_is_wrong_with_a_certificate_is_said_before_anything_starts_and_without_its_password()
    {
        using var made = Make("ramasse.test");
        var files = Write(made, pem: false, password: "secret");
        var wrong = Problems(name => name == "LOGISTICS__TLS__PASSWORD" ? "guessed" : files(name));
        Assert.DoesNotContain("guessed", Assert.Single(wrong));
        Assert.Single(Problems(name => name == "LOGISTICS__TLS__CERTIFICATE" ? Path.Combine(folder, "ramasse.pem") : null));
        Assert.Single(Problems(name => name is "LOGISTICS__TLS__CERTIFICATE" or "LOGISTICS__TLS__KEY" ? Path.Combine(folder, "missing.pem") : null));
        Assert.Contains("https", Assert.Single(Problems(_ => null)));

        List<string> Problems(Func<string, string?> environment)
        {
            Assert.Null(HostSettings.Read(["--urls", "https://localhost:8443"], name => name == "LOGISTICS__DATA" ? "data" : environment(name), out var problems));
            return [.. problems];
        }
    }

    [Fact]
    public void A_password_may_stand_in_a_file()
    {
        using var made = Make("ramasse.test");
        var files = Write(made, pem: false, password: "secret");
        File.WriteAllText(Path.Combine(folder, "password"), "secret\n");
        var settings = HostSettings.Read(
            ["--urls", "https://localhost:8443"],
            name => name switch
            {
                "LOGISTICS__DATA" => "data",
                "LOGISTICS__TLS__PASSWORD" => null,
                "LOGISTICS__TLS__PASSWORD_FILE" => Path.Combine(folder, "password"),
                _ => files(name),
            },
            out var problems);
        Assert.Empty(problems);
        Assert.DoesNotContain("secret", settings!.ToString());
    }

    [Fact]
    public async Task A_proxy_is_believed_only_where_it_was_named()
    {
        // Behind the proxy a change is asked by https; the host itself only sees http.
        await using var trusting = await RunningHost.StartAsync(new MemoryStore(), demo: false, adjust: x => x with { Proxies = [new IPNetwork(IPAddress.Loopback, 32)], PublicUrl = new Uri("https://ramasse.test") });
        await using var strict = await RunningHost.StartAsync(new MemoryStore(), demo: false, adjust: x => x with { PublicUrl = new Uri("https://ramasse.test") });
        Assert.Equal(HttpStatusCode.Redirect, await EnterAsync(trusting));
        Assert.Equal(HttpStatusCode.Forbidden, await EnterAsync(strict));

        static async Task<HttpStatusCode> EnterAsync(RunningHost host)
        {
            using var visitor = host.Visitor(follows: false);
            var request = new HttpRequestMessage(HttpMethod.Post, "/entrer") { Content = new FormUrlEncodedContent([KeyValuePair.Create("cle", host.Key.Text)]) };
            request.Headers.Add("Origin", "https://ramasse.test");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-Host", "ramasse.test");
            return (await visitor.SendAsync(request, Cancellation)).StatusCode;
        }
    }

    static Task<RunningHost> HostAsync(Func<string, string?> files) =>
        RunningHost.StartAsync(new MemoryStore(), demo: false, adjust: x => x with { Urls = ["https://127.0.0.1:0"], Tls = TlsSettings.Read(files, []) });

    static async Task<(HttpResponseMessage Response, string? Thumbprint)> AskAsync(RunningHost host, string path = "/healthz")
    {
        string? seen = null;
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                seen = certificate?.Thumbprint;
                return true;
            },
        });
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        return (await client.GetAsync(new Uri(host.Address, path), Cancellation), seen);
    }

    static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }

    Func<string, string?> Write(X509Certificate2 made, bool pem, string? password)
    {
        string At(string name) => Path.Combine(folder, name);
        if (!pem)
        {
            File.WriteAllBytes(At("ramasse.pfx"), made.Export(X509ContentType.Pkcs12, password));
            return name => name switch { "LOGISTICS__TLS__PFX" => At("ramasse.pfx"), "LOGISTICS__TLS__PASSWORD" => password, _ => null };
        }
        using var key = made.GetECDsaPrivateKey()!;
        File.WriteAllText(At("ramasse.pem"), made.ExportCertificatePem());
        File.WriteAllText(At("ramasse.key"), password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)));
        return name => name switch
        {
            "LOGISTICS__TLS__CERTIFICATE" => At("ramasse.pem"),
            "LOGISTICS__TLS__KEY" => At("ramasse.key"),
            "LOGISTICS__TLS__PASSWORD" => password,
            _ => null,
        };
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
