using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Logistics.Formats.Sheets;

/// <summary>Text that is markup already and goes out as it is.</summary>
readonly record struct Markup(string Text);

/// <summary>
/// Gathers a page. What stands between braces in an interpolated line is always escaped, so a name can never become markup; only the
/// literal text of this room, and <see cref="Markup"/>, can.
/// </summary>
sealed class Html
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder text = new();

    public void Line([InterpolatedStringHandlerArgument("")] Pieces line)
    {
        _ = line;
        text.Append('\n');
    }

    public override string ToString() => text.ToString();

#pragma warning disable CS9113 // The compiler hands over how long the line will be; the page does not need to know.
    [InterpolatedStringHandler]
    public readonly struct Pieces(int literalLength, int formattedCount, Html html)
    {
        public void AppendLiteral(string literal) => html.text.Append(literal);

        public void AppendFormatted(string? value) => html.text.Append(Encoder.Encode(value ?? ""));

        public void AppendFormatted(int value) => html.text.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(Markup value) => html.text.Append(value.Text);
    }
#pragma warning restore CS9113
}
