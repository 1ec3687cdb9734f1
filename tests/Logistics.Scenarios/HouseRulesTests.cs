using System.Reflection;
using System.Text.RegularExpressions;
using Logistics.Testing;

namespace Logistics.Scenarios;

/// <summary>The house of docs/architecture.md, kept by tests: no arrow points back, classes say whether they are meant to be inherited, and nobody reads a clock or draws lots in secret.</summary>
public sealed partial class HouseRulesTests
{
    /// <summary>What each room may reference directly. It may also use whatever those rooms reference.</summary>
    static readonly Dictionary<string, string[]> Table = new()
    {
        ["Measures"] = [],
        ["OrTools"] = [],
        ["Domain"] = ["Measures"],
        ["Roads"] = ["Measures"],
        ["Routing"] = ["Measures", "OrTools"],
        ["Matching"] = ["Domain", "OrTools"],
        ["Planning"] = ["Domain", "Matching", "Roads", "Routing"],
        ["Formats"] = ["Planning"],
        ["Storage"] = ["Domain"],
        ["Host"] = ["Formats", "Storage"],
        ["Cli"] = ["Formats", "Storage"],
    };

    static readonly Dictionary<string, string[]> Packages = new()
    {
        ["OrTools"] = ["Google.Protobuf"],
        ["Formats"] = ["CsvHelper", "QRCoder"],
        ["Storage"] = ["Npgsql", "Dapper", "NetTopologySuite"],
        ["Cli"] = ["System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Rooms => [.. Table.Keys];

    static Assembly Load(string room) => Assembly.Load(room == "Cli" ? "logistics" : $"Logistics.{room}");

    static HashSet<string> Closure(string room)
    {
        var reached = new HashSet<string>();
        void Visit(string from)
        {
            foreach (var to in Table[from])
                if (reached.Add(to))
                    Visit(to);
        }
        Visit(room);
        return reached;
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_arrow_points_back(string room)
    {
        var referenced = Load(room).GetReferencedAssemblies().Select(x => x.Name!).Where(x => x.StartsWith("Logistics.", StringComparison.Ordinal))
            .Select(x => x["Logistics.".Length..]);
        Assert.Empty(referenced.Except(Closure(room)));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_file_names_only_the_rooms_and_packages_of_the_table(string room)
    {
        if (Checkout.Root is not { } root)
        {
            Assert.Skip("the sources are not here");
            return;
        }
        var project = File.ReadAllText(Path.Combine(root, "src", $"Logistics.{room}", $"Logistics.{room}.csproj"));
        Assert.Equal(Table[room].Order(), ProjectReference().Matches(project).Select(match => match.Groups[1].Value).Order());
        if (room != "Host")
            Assert.Empty(PackageReference().Matches(project).Where(match => !match.Value.Contains("Grpc.Tools", StringComparison.Ordinal))
                .Select(match => match.Groups[1].Value).Except(Packages.GetValueOrDefault(room, [])));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Public_classes_are_sealed_or_abstract(string room)
    {
        // Razor compiles pages into public classes of its own; they are recognised by the framework's attribute.
        var open = Load(room).GetExportedTypes()
            // Program is what the compiler makes of top-level statements.
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && type.Name != "Program")
            .Where(type => !type.GetCustomAttributesData().Any(x => x.AttributeType.Name is "RazorCompiledItemMetadataAttribute" or "RazorSourceChecksumAttribute"))
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_ambient_clock_or_randomness_outside_Host_and_Cli(string room)
    {
        if (room is "Host" or "Cli")
            return;
        if (Checkout.Root is not { } root)
        {
            Assert.Skip("the sources are not here");
            return;
        }
        var found = Directory.EnumerateFiles(Path.Combine(root, "src", $"Logistics.{room}"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Index().Where(line => Ambient().IsMatch(line.Item)).Select(line => $"{Path.GetFileName(file)}:{line.Index + 1}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("var x = DateTime.UtcNow;")]
    [InlineData("id = Guid.NewGuid();")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("new Random()")]
    public void The_search_for_ambient_state_finds_it(string line) => Assert.Matches(Ambient(), line);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom\.Shared\b|\bnew Random\(\)|\bTimeProvider\.System\b|\bRandomNumberGenerator\b")]
    private static partial Regex Ambient();

    [GeneratedRegex(@"ProjectReference Include=""\.\./Logistics\.(\w+)/")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"PackageReference Include=""([^""]+)""")]
    private static partial Regex PackageReference();
}
