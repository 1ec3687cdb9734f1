using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Logistics.Domain.Policies;

/// <summary>One fact per line, <c>name=value</c>, always in the same order and the same letters on every machine, so that equal facts have equal hashes.</summary>
sealed class CanonicalText(string heading)
{
    readonly StringBuilder text = new(heading + "\n");

    public CanonicalText Line(string name, string value)
    {
        text.Append(name).Append('=').Append(Escaped(value)).Append('\n');
        return this;
    }

    public CanonicalText Line(string name, long value) => Line(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Zeros behind the last digit that counts say nothing: 5.0 is 5.</summary>
    public CanonicalText Line(string name, decimal value) => Line(name, value.ToString("0.############################", CultureInfo.InvariantCulture));

    public CanonicalText Line(string name, DateOnly value) => Line(name, value.ToString("O", CultureInfo.InvariantCulture));

    public CanonicalText Line<T>(string name, IEnumerable<T> values) => Line(name, string.Join(' ', values));

    public override string ToString() => text.ToString();

    /// <summary>SHA-256 of the text's UTF-8, in lower case hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())));

    // A text of several lines must not pass for several facts.
    static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal);
}
