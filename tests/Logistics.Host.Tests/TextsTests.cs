using System.Text.RegularExpressions;
using System.Xml.Linq;
using Logistics.Testing;

namespace Logistics.Host.Tests;

public sealed partial class TextsTests
{
    static readonly string? folder = Checkout.Root is { } root ? Path.Combine(root, "src", "Logistics.Host") : null;

    [Fact]
    public void Every_text_is_in_both_languages_with_the_same_places()
    {
        var french = Read("Texts.resx");
        var english = Read("Texts.en.resx");
        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        foreach (var (name, text) in french)
            Assert.Equal((name, Places(text)), (name, Places(english[name])));
    }

    [Fact]
    public void Every_text_that_is_asked_for_by_name_exists()
    {
        var known = Read("Texts.resx");
        var asked = Sources().SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => (file, Counted: match.Groups[1].Value == "Count", Name: match.Groups[2].Value)));
        foreach (var (file, counted, name) in asked)
            foreach (var full in counted ? new[] { $"{name}.One", $"{name}.Many" } : [name])
                Assert.True(known.ContainsKey(full), $"{Path.GetFileName(file)} asks for '{full}'.");
    }

    [Fact]
    public void No_text_is_left_that_nothing_asks_for()
    {
        var sources = string.Concat(Sources().Select(File.ReadAllText));
        foreach (var name in Read("Texts.resx").Keys)
        {
            var stem = name[..name.LastIndexOf('.')];
            // Some names are made up of a stem and a case: $"Why.{kind}".
            var known = sources.Contains($"\"{name}\"", StringComparison.Ordinal) || sources.Contains($"\"{stem}\"", StringComparison.Ordinal)
                || sources.Contains($"\"{stem}.{{", StringComparison.Ordinal) || sources.Contains($"{{Model.Words}}.{name[(stem.Length + 1)..]}\"", StringComparison.Ordinal)
                || sources.Contains($"\"{name.Split('.')[0]}.{{", StringComparison.Ordinal);
            Assert.True(known, $"Nothing asks for '{name}'.");
        }
    }

    static IEnumerable<string> Sources()
    {
        Assert.SkipWhen(folder is null, "the sources are not beside this test");
        return Directory.EnumerateFiles(folder!, "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !file.Contains("node_modules", StringComparison.Ordinal));
    }

    static Dictionary<string, string> Read(string file)
    {
        Assert.SkipWhen(folder is null, "the sources are not beside this test");
        return XDocument.Load(Path.Combine(folder!, "Resources", file)).Root!.Elements("data").ToDictionary(x => x.Attribute("name")!.Value, x => x.Element("value")!.Value);
    }

    static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order());

    [GeneratedRegex(@"\{(\d)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex("""\b(Get|Format|Count)\("([A-Za-z0-9.]+)""")]
    private static partial Regex Asked();
}
