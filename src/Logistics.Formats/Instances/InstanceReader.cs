using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Unicode;
using Logistics.Domain;

namespace Logistics.Formats.Instances;

/// <summary>How an instance is to be read; what is null is decided from the text.</summary>
/// <param name="Format">Null: by its looks.</param>
/// <param name="Convention">Null: that of the format's best-known table.</param>
/// <param name="Judging">True to judge a plan made elsewhere, false to solve: see <see cref="Ruler"/>.</param>
public sealed record InstanceChoice(InstanceFormat? Format = null, Convention? Convention = null, bool Judging = false);

/// <summary>Reads the text of a routing instance and reports every problem at once. Whatever the bytes, the outcome is a reading.</summary>
public static class InstanceReader
{
    /// <summary>Largest file read, in bytes (inclusive).</summary>
    public const int MostBytes = 256 * 1024 * 1024;

    /// <summary>Most nodes, and most vehicles: a table of 10,000 x 10,000 takes 0.8 GB.</summary>
    public const int MostNodes = 10_000;

    internal static readonly ResourceManager Texts = new("Logistics.Formats.Instances.InstanceTexts", typeof(InstanceReader).Assembly);

    /// <param name="name">Of the instance, where its text has none: that of the file without extension.</param>
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static InstanceReading Read(ReadOnlyMemory<byte> file, string name, InstanceChoice choice, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var problems = ProblemsIn(culture);
        if (TextOf(file.Span, problems) is { } text && LinesOf(text, problems) is { } lines && FormatOf(lines, choice, problems) is { } format
            && Draft(format, name, lines, problems) is { } draft
            && ProblemBuilder.Build(draft, choice.Convention ?? draft.Convention, choice.Judging, problems) is { } instance)
            return new InstanceReading.Accepted(instance);
        return new InstanceReading.Rejected(problems.All().ToValueList());
    }

    internal static ProblemList ProblemsIn(CultureInfo? culture) => new(culture ?? CultureInfo.GetCultureInfo("fr"), Texts, InstanceCodes.ManyMore);

    /// <summary>Null, and a problem, when it is too large or no text.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> file, ProblemList problems)
    {
        if (file.Length > MostBytes)
            problems.Add(InstanceCodes.TooLarge, "", MostBytes / (1024 * 1024));
        else if (file.Contains((byte)0))
            problems.Add(InstanceCodes.NotText, "");
        // Old instances carry names in Latin-1; only remarks can.
        return problems.Any ? null : (Utf8.IsValid(file) ? Encoding.UTF8 : Encoding.Latin1).GetString(file).TrimStart('\uFEFF');
    }

    static List<TextLine>? LinesOf(string text, ProblemList problems)
    {
        var lines = TextLines.Of(text);
        if (lines.Count > 0)
            return lines;
        problems.Add(InstanceCodes.Empty, "");
        return null;
    }

    static InstanceFormat? FormatOf(List<TextLine> lines, InstanceChoice choice, ProblemList problems)
    {
        if ((choice.Format ?? FormatGuess.Of(lines)) is { } format)
            return format;
        problems.Add(InstanceCodes.UnknownFormat, "");
        return null;
    }

    static Draft? Draft(InstanceFormat format, string name, List<TextLine> lines, ProblemList problems) => format switch
    {
        InstanceFormat.Solomon => SolomonReader.Read(lines, problems),
        InstanceFormat.LiLim => LiLimReader.Read(name, lines, problems),
        InstanceFormat.Sartori => SartoriReader.Read(name, lines, problems),
        _ => VrplibReader.Read(name, lines, problems),
    };
}
