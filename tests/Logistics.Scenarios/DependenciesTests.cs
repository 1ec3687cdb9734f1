using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Logistics.Testing;

namespace Logistics.Scenarios;

/// <summary>What this is built on is named with its licence (docs/dependencies.md), and what that brings along is under one that anybody may use.</summary>
public sealed partial class DependenciesTests
{
    static readonly string[] free = ["Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "PostgreSQL", "(MIT OR Apache-2.0)", "MS-PL OR Apache-2.0"];

    [Fact]
    public void Every_package_that_is_named_has_its_row_and_every_row_its_package()
    {
        var root = Root();
        var named = PackageVersion().Matches(File.ReadAllText(Path.Combine(root, "Directory.Packages.props"))).Select(x => x.Groups[1].Value)
            .Concat(Locks(root).SelectMany(x => Named(x.Folder))).ToHashSet();
        Assert.Equal(named.Order(StringComparer.Ordinal), Rows(root).Keys.Order(StringComparer.Ordinal));
        Assert.All(Rows(root), x => Assert.Contains(x.Value, free));
    }

    [Fact]
    public void What_runs_brings_along_nothing_that_is_not_free_and_npm_s_rows_say_what_their_packages_say()
    {
        var root = Root();
        var rows = Rows(root);
        foreach (var (folder, packages) in Locks(root))
            foreach (var (name, package) in packages)
            {
                var licence = package.GetProperty("license").GetString()!;
                // What only builds the page's scripts is not in them.
                Assert.True(free.Contains(licence) || (licence == "MPL-2.0" && package.TryGetProperty("dev", out var dev) && dev.GetBoolean()), $"{folder}: {name} is under {licence}");
                if (rows.TryGetValue(name, out var said))
                    Assert.Equal((name, licence), (name, said));
            }
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Cli")]
    public void What_a_program_brings_along_from_NuGet_is_free_and_its_rows_say_what_the_packages_say(string program)
    {
        var (root, seen) = (Root(), 0);
        var assets = Path.Combine(root, "artifacts", "obj", $"Logistics.{program}", "project.assets.json");
        Assert.SkipUnless(File.Exists(assets), "it was built elsewhere");
        using var document = JsonDocument.Parse(File.ReadAllText(assets));
        var folders = document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(x => x.Name).ToList();
        var rows = Rows(root);
        foreach (var library in document.RootElement.GetProperty("libraries").EnumerateObject().Where(x => x.Value.GetProperty("type").GetString() == "package"))
        {
            var (path, name) = (library.Value.GetProperty("path").GetString()!, library.Name.Split('/')[0]);
            var manifest = folders.Select(x => Path.Combine(x, path, $"{name.ToLowerInvariant()}.nuspec")).First(File.Exists);
            var licence = XDocument.Load(manifest).Descendants().First(x => x.Name.LocalName == "license").Value;
            Assert.True(free.Contains(licence), $"{library.Name} is under {licence}");
            if (rows.TryGetValue(name, out var said))
                Assert.Equal((name, licence), (name, said));
            seen++;
        }
        Assert.True(seen > 3, $"{seen} packages");
    }

    /// <summary>
    /// No address that somebody declares is ever called, but one: only who posts letters knows how to call out, to the server that the operator names (into a folder
    /// otherwise), and who tells devices, where the operator set keys for that: to the push services that browsers name, and to no place that is not public, and to the ntfy server that the operator names. OpenTelemetry's exporter does so by itself, where a collector is set; the database's driver is Npgsql's; maps are fetched by the terminal.
    /// </summary>
    [Fact]
    public void Of_all_that_a_host_is_made_of_only_who_posts_letters_and_tells_devices_knows_how_to_call_out()
    {
        var root = Root();
        var found = ((string[])["Host", "Storage", "Formats", "Planning", "Matching", "Routing", "Roads", "OrTools", "Domain", "Measures"])
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(root, "src", $"Logistics.{room}"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && CallsOut().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file));
        Assert.Equal(["DropFolder.cs", "NtfySender.cs", "OutsideAddress.cs", "PushSender.cs", "SmtpPost.cs"], found.Order(StringComparer.Ordinal));
    }

    static string Root()
    {
        Assert.SkipUnless(Checkout.Root is not null, "the sources are not here");
        return Checkout.Root!;
    }

    static Dictionary<string, string> Rows(string root) => File.ReadLines(Path.Combine(root, "docs", "dependencies.md")).Where(x => x.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
        .Select(x => x.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(x => x[1], x => x[2]);

    static IEnumerable<(string Folder, List<(string Name, JsonElement Package)> Packages)> Locks(string root)
    {
        foreach (var folder in (string[])["src/Logistics.Host/client", "src/Logistics.OrTools/companion", "src/Logistics.Storage/embedded"])
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, folder, "package-lock.json")));
            yield return (Path.Combine(root, folder), [.. document.RootElement.GetProperty("packages").EnumerateObject().Where(x => x.Name.Length > 0)
                .Select(x => (x.Name[(x.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..], x.Value.Clone()))]);
        }
    }

    static IEnumerable<string> Named(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
        foreach (var list in (string[])["dependencies", "devDependencies"])
            if (document.RootElement.TryGetProperty(list, out var names))
                foreach (var name in names.EnumerateObject())
                    yield return name.Name;
    }

    [GeneratedRegex(@"PackageVersion Include=""([^""]+)""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"\b(HttpClient|HttpMessageInvoker|WebRequest|WebClient|TcpClient|UdpClient|ClientWebSocket|SmtpClient|SocketsHttpHandler|Dns\.Get\w+|new Socket\()")]
    private static partial Regex CallsOut();
}
