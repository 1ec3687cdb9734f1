using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Logistics.Host.Tests.Fakes;

/// <summary>A browser that was subscribed: what it keeps to itself, and what it hands over.</summary>
sealed class Browser : IDisposable
{
    readonly ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);

    public byte[] Key
    {
        get
        {
            var q = own.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. q.X!, .. q.Y!];
        }
    }

    public object Subscription(Uri endpoint) => new { endpoint, expirationTime = (long?)null, keys = new { p256dh = Base64Url.EncodeToString(Key), auth = Base64Url.EncodeToString(Secret) } };

    /// <summary>Opens a sealed message, from RFC 8188 and RFC 8291 as a receiver reads them: HMAC by HMAC, and nothing of ours.</summary>
    public string Open(byte[] message)
    {
        var salt = message[..16];
        Assert.InRange(message.Length, 86 + 18, 4096);
        Assert.Equal(4096u, BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(16)));
        Assert.Equal(65, message[20]);
        var sender = message[21..86];
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = sender[1..33], Y = sender[33..] } });
        var shared = HMACSHA256.HashData(Secret, own.DeriveRawSecretAgreement(other.PublicKey));
        var input = HMACSHA256.HashData(shared, (byte[])[.. "WebPush: info\0"u8, .. Key, .. sender, 1]);
        var once = HMACSHA256.HashData(salt, input);
        var key = HMACSHA256.HashData(once, (byte[])[.. "Content-Encoding: aes128gcm\0"u8, 1])[..16];
        var nonce = HMACSHA256.HashData(once, (byte[])[.. "Content-Encoding: nonce\0"u8, 1])[..12];
        var plain = new byte[message.Length - 86 - 16];
        using var cipher = new AesGcm(key, 16);
        cipher.Decrypt(nonce, message.AsSpan(86, plain.Length), message.AsSpan(86 + plain.Length), plain);
        var end = Array.FindLastIndex(plain, x => x != 0);
        Assert.Equal(2, plain[end]);
        return Encoding.UTF8.GetString(plain, 0, end);
    }

    public void Dispose() => own.Dispose();
}

/// <param name="Token">The claims of the token that was signed, after its signature was found good by the key that stands beside it.</param>
/// <param name="Key">By which it was signed.</param>
sealed record Pushed(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Token, string Key, byte[] Body);

/// <summary>The push service of a browser, on a free port of this machine: it looks at who asks (RFC 8292), keeps what it is asked to carry, and answers as it is told to.</summary>
sealed class PushService : IAsyncDisposable
{
    readonly Lock door = new();
    readonly List<Pushed> asked = [];
    readonly Queue<(HttpStatusCode Status, string? RetryAfter)> answers = [];
    readonly WebApplication app;

    PushService(WebApplication app) => this.app = app;

    public Uri Address(string device) => new(new Uri(app.Urls.First()), $"/push/{device}");

    public IReadOnlyList<Pushed> Asked
    {
        get
        {
            lock (door)
                return [.. asked];
        }
    }

    /// <summary>What it answers next, once; without, that it took what it was asked to.</summary>
    public void AnswerNext(HttpStatusCode status, string? retryAfter = null)
    {
        lock (door)
            answers.Enqueue((status, retryAfter));
    }

    public static async Task<PushService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new PushService(app);
        app.Run(service.HearAsync);
        await app.StartAsync();
        return service;
    }

    async Task HearAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(x => x.Key, x => x.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        // vapid t=TOKEN, k=KEY
        var said = headers["Authorization"]["vapid ".Length..].Split(", ").ToDictionary(x => x[..1], x => x[2..]);
        var (token, key) = (said["t"].Split('.'), said["k"]);
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        var isSigned = headers["Authorization"].StartsWith("vapid ", StringComparison.Ordinal) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token[0])).Contains("\"ES256\"", StringComparison.Ordinal)
            && signer.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        lock (door)
        {
            if (isSigned)
                asked.Add(new(context.Request.Path, headers, JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement, key, body.ToArray()));
            var (status, retryAfter) = !isSigned ? (HttpStatusCode.Forbidden, null) : answers.TryDequeue(out var next) ? next : (HttpStatusCode.Created, null);
            context.Response.StatusCode = (int)status;
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
        }
    }

    /// <summary>The TTL that was asked for, in seconds.</summary>
    public static long Ttl(Pushed pushed) => long.Parse(pushed.Headers["TTL"], CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
