using System.Globalization;
using System.Resources;

namespace Logistics.Formats.Exchange;

/// <summary>What is said of tables, French unless the culture is English.</summary>
public static class ExchangeWords
{
    static readonly ResourceManager texts = new(typeof(ExchangeWords).Namespace + ".ExchangeTexts", typeof(ExchangeWords).Assembly);

    public static ExchangeProblem Problem(int line, string? column, string code, CultureInfo culture, params object[] arguments) =>
        new(line, column, code, Say($"{code}.cause", culture, arguments), Say($"{code}.action", culture, arguments));

    /// <summary>All that is wrong with a table, as a table.</summary>
    public static byte[] Table(IEnumerable<ExchangeProblem> problems, CultureInfo culture) => ExchangeTable.Write(
        [
            [.. ((string[])["Line", "Column", "Code", "Cause", "Action"]).Select(x => Say(x, culture))],
            .. problems.OrderBy(x => x.Line).Select(x => (string[])[x.Line.ToString(CultureInfo.InvariantCulture), x.Column ?? "", x.Code, x.Cause, x.Action]),
        ],
        ";", "utf-8");

    static string Say(string key, CultureInfo culture, params object[] arguments) =>
        string.Format(culture, texts.GetString(key, culture) ?? throw new ArgumentException($"No text is named {key}.", nameof(key)), arguments);
}
