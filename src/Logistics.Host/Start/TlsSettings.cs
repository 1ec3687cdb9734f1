using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Logistics.Host.Start;

/// <summary>The certificate of the addresses that begin with <c>https</c>: PEM files (<c>LOGISTICS__TLS__CERTIFICATE</c>, <c>LOGISTICS__TLS__KEY</c>) or one PFX (<c>LOGISTICS__TLS__PFX</c>).</summary>
/// <param name="Path">The certificate with its chain, PEM; or the PFX.</param>
/// <param name="Key">Its private key, PEM; null for a PFX.</param>
/// <param name="Password">Of the key or the PFX (<c>LOGISTICS__TLS__PASSWORD</c>, or <c>LOGISTICS__TLS__PASSWORD_FILE</c>); null: none.</param>
public sealed record TlsSettings(string Path, string? Key, string? Password)
{
    /// <summary>Null where none of it is set; what is wrong is added to the problems.</summary>
    public static TlsSettings? Read(Func<string, string?> environment, List<string> problems)
    {
        var (certificate, key, pfx) = (environment("LOGISTICS__TLS__CERTIFICATE"), environment("LOGISTICS__TLS__KEY"), environment("LOGISTICS__TLS__PFX"));
        if (certificate is null && key is null && pfx is null)
            return null;
        if ((pfx is null) == (certificate is null) || (certificate is null) != (key is null))
        {
            problems.Add(Texts.Get("Settings.TlsMixed"));
            return null;
        }
        var settings = new TlsSettings(pfx ?? certificate!, key, environment("LOGISTICS__TLS__PASSWORD"));
        try
        {
            using var loaded = settings.Load();
            return settings;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Add(Texts.Format("Settings.TlsUnreadable", settings.Path, unreadable.Message));
            return null;
        }
    }

    /// <exception cref="IOException">A file is not there.</exception>
    /// <exception cref="CryptographicException">It is no certificate, its key does not fit, or the password is wrong.</exception>
    public X509Certificate2 Load()
    {
        if (Key is null)
            return X509CertificateLoader.LoadPkcs12FromFile(Path, Password);
        using var pem = LoadPem();
        // SslStream on Windows takes no key that lives in memory only: https://github.com/dotnet/runtime/issues/23749.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
    }

    X509Certificate2 LoadPem()
    {
        try
        {
            return Password is null ? X509Certificate2.CreateFromPemFile(Path, Key) : X509Certificate2.CreateFromEncryptedPemFile(Path, Password, Key);
        }
        catch (ArgumentException mismatch)
        {
            // What the framework holds for misuse is an operator's pair of files that do not belong together.
            throw new CryptographicException(mismatch.Message, mismatch);
        }
    }

    /// <summary>When the files were last written: a renewed certificate is taken up without a restart.</summary>
    public DateTime WrittenAt() => Key is null || File.GetLastWriteTimeUtc(Path) > File.GetLastWriteTimeUtc(Key) ? File.GetLastWriteTimeUtc(Path) : File.GetLastWriteTimeUtc(Key);

    /// <summary>Without the password: a record would print it.</summary>
    public override string ToString() => Key is null ? Path : $"{Path} + {Key}";
}

/// <summary>The certificate as it stands on the disk now, looked at once a minute.</summary>
public sealed class ServedCertificate(TlsSettings settings, TimeProvider clock, ILogger<ServedCertificate> logger) : IDisposable
{
    static readonly TimeSpan look = TimeSpan.FromMinutes(1);

    readonly Lock @lock = new();
    readonly List<X509Certificate2> served = [];
    DateTime written;
    long lookedAt;

    public X509Certificate2 Current()
    {
        lock (@lock)
        {
            if (served.Count > 0 && clock.GetElapsedTime(lookedAt) < look)
                return served[^1];
            lookedAt = clock.GetTimestamp();
            var now = settings.WrittenAt();
            if (served.Count > 0 && now == written)
                return served[^1];
            try
            {
                // The one before may still be in use by a connection that is being made, so it is kept until the end.
                served.Add(settings.Load());
                written = now;
            }
            catch (Exception half) when (served.Count > 0 && half is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // Certificate and key are written one after the other: until they fit the old pair serves.
                Log.CertificateUnreadable(logger, settings.Path, half.Message);
            }
            return served[^1];
        }
    }

    public void Dispose()
    {
        lock (@lock)
            foreach (var one in served)
                one.Dispose();
    }
}
