using System.Text.RegularExpressions;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>
/// No container engine runs where this project is developed, so what can be known by reading is checked by reading: the files parse, name
/// only what exists, run nothing as root, check their health and hold no secret.
/// </summary>
public sealed partial class ContainerFilesTests
{
    static readonly Dictionary<string, string> Compose = ReadYaml("docker-compose.yml");

    static readonly List<(string Instruction, string Arguments)> Docker = ReadDockerfile();

    [Fact]
    public void There_are_a_database_the_application_and_for_who_asks_a_proxy()
    {
        Assert.Equal(["app", "database", "front", "https", "second"], Children("services").Order());
        Assert.Contains("https", Compose["services.https.profiles"], StringComparison.Ordinal);
        // The application believes these proxies and no other.
        Assert.Equal(
            Compose["services.app.environment.LOGISTICS__PROXY"],
            $"{Compose["services.https.networks.default.ipv4_address"]},{Compose["services.front.networks.default.ipv4_address"]}");
    }

    [Fact]
    public void For_who_asks_there_are_two_hosts_behind_one_port()
    {
        Assert.All((string[])["second", "front"], service => Assert.Contains("two", Compose[$"services.{service}.profiles"], StringComparison.Ordinal));
        foreach (var setting in (string[])["image", "user", "read_only", "environment.LOGISTICS__DATABASE", "environment.LOGISTICS__PROXY", "environment.LOGISTICS__URL", "healthcheck.test"])
            Assert.Equal(Compose[$"services.app.{setting}"], Compose[$"services.second.{setting}"]);
        // One folder each, one key of the door for both.
        Assert.NotEqual(Compose["services.app.environment.LOGISTICS__DATA"], Compose["services.second.environment.LOGISTICS__DATA"]);
        Assert.Equal(Compose["services.app.environment.LOGISTICS__DATA"] + "/access.key", Compose["services.second.environment.LOGISTICS__ACCESS__FILE"]);
        Assert.StartsWith("127.0.0.1:", Compose["services.front.ports[0]"], StringComparison.Ordinal);
        var front = File.ReadAllText(Path.Combine(Root, "build", "two-hosts.Caddyfile"));
        Assert.Contains("app:8080 second:8080", front, StringComparison.Ordinal);
        Assert.Contains("./build/two-hosts.Caddyfile:", Compose["services.front.volumes[0]"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app")]
    [InlineData("database")]
    [InlineData("https")]
    [InlineData("second")]
    [InlineData("front")]
    public void Every_service_checks_its_health_restarts_and_is_not_root(string service)
    {
        Assert.Contains("CMD", Compose[$"services.{service}.healthcheck.test"], StringComparison.Ordinal);
        Assert.Equal("unless-stopped", Compose[$"services.{service}.restart"]);
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", Compose[$"services.{service}.user"]);
    }

    [Fact]
    public void Volumes_are_declared_and_used()
    {
        var used = Compose.Where(x => VolumeItem().IsMatch(x.Key)).Select(x => x.Value.Split(':')[0]).Where(x => !x.StartsWith('.')).Distinct().Order();

        Assert.Equal(Children("volumes").Order(), used);
    }

    [Fact]
    public void The_application_waits_for_a_healthy_database_and_reaches_it_by_the_shared_socket()
    {
        Assert.Equal("service_healthy", Compose["services.app.depends_on.database.condition"]);
        var database = new Npgsql.NpgsqlConnectionStringBuilder(Compose["services.app.environment.LOGISTICS__DATABASE"]);
        Assert.Contains($"socket:{database.Host}", Compose.Where(x => x.Key.StartsWith("services.app.volumes", StringComparison.Ordinal)).Select(x => x.Value));
        Assert.Contains($"socket:{database.Host}", Compose.Where(x => x.Key.StartsWith("services.database.volumes", StringComparison.Ordinal)).Select(x => x.Value));
        Assert.Equal(Compose["services.database.environment.POSTGRES_DB"], database.Database);
        Assert.Equal(Compose["services.database.environment.POSTGRES_USER"], database.Username);
        // Trust is right only because nobody can knock: no network, no port.
        Assert.Equal("none", Compose["services.database.network_mode"]);
        Assert.DoesNotContain(Compose.Keys, key => key.StartsWith("services.database.ports", StringComparison.Ordinal));
        Assert.Contains("listen_addresses=\"", Compose["services.database.command"], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_listens_beyond_this_machine() =>
        Assert.All(Compose.Where(x => x.Key.StartsWith("services.app.ports", StringComparison.Ordinal)), port => Assert.StartsWith("127.0.0.1:", port.Value, StringComparison.Ordinal));

    [Fact]
    public void There_is_no_secret_to_invent() =>
        Assert.DoesNotContain(Compose, x => SecretWord().IsMatch(x.Key) || SecretWord().IsMatch(x.Value));

    [Fact]
    public void The_image_copies_from_stages_that_exist_and_publishes_projects_that_exist()
    {
        var stages = Docker.Where(x => x.Instruction == "FROM").Select(x => x.Arguments.Split(' ')).Where(x => x is [_, "AS", _]).Select(x => x[2]).ToHashSet();
        var copied = Docker.Where(x => x.Instruction == "COPY").Select(x => FromStage().Match(x.Arguments)).Where(x => x.Success).Select(x => x.Groups[1].Value).ToList();

        Assert.NotEmpty(copied);
        Assert.Subset(stages, copied.ToHashSet());
        var published = Docker.SelectMany(x => Published().Matches(x.Arguments)).Select(x => x.Groups[1].Value).ToList();
        Assert.NotEmpty(published);
        Assert.All(published, project => Assert.True(Directory.Exists(Path.Combine(Root, project)), project));
    }

    [Fact]
    public void The_image_runs_the_host_as_the_same_ordinary_user_as_compose_and_checks_the_same_page()
    {
        var lastStage = Docker.Skip(Docker.FindLastIndex(x => x.Instruction == "FROM")).ToList();

        Assert.Equal(Compose["services.app.user"], Assert.Single(lastStage, x => x.Instruction == "USER").Arguments);
        Assert.Contains("Logistics.Host.dll", Assert.Single(lastStage, x => x.Instruction == "ENTRYPOINT").Arguments, StringComparison.Ordinal);
        var port = Assert.Single(lastStage, x => x.Instruction == "EXPOSE").Arguments;
        Assert.EndsWith(":" + port, Compose["services.app.ports[0]"], StringComparison.Ordinal);
        foreach (var check in (string[])[Assert.Single(lastStage, x => x.Instruction == "HEALTHCHECK").Arguments, Compose["services.app.healthcheck.test"]])
            Assert.Contains($"127.0.0.1:{port}/healthz", check, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_context_leaves_out_what_is_built_and_keeps_what_is_needed()
    {
        var ignored = File.ReadAllLines(Path.Combine(Root, ".dockerignore"));

        Assert.Superset(new HashSet<string> { ".git", "artifacts", "**/node_modules" }, ignored.ToHashSet());
        Assert.All((string[])["src", "build", "data", "global.json", "Directory.Build.props"], needed => Assert.DoesNotContain(needed, ignored));
    }

    [Fact]
    public void The_operator_is_told_that_they_were_never_built() =>
        Assert.Contains("have not been built yet on a container engine", File.ReadAllText(Path.Combine(Root, "docs", "operating.md")), StringComparison.Ordinal);

    static string Root => Checkout.Root ?? throw new InvalidOperationException("These tests read the checkout.");

    static IEnumerable<string> Children(string parent) =>
        Compose.Keys.Where(key => key.StartsWith(parent + ".", StringComparison.Ordinal)).Select(key => key[(parent.Length + 1)..].Split('.', '[')[0]).Distinct();

    /// <summary>The subset these files use: nested mappings, block lists of scalars, flow values left as text. Anything else fails.</summary>
    static Dictionary<string, string> ReadYaml(string file)
    {
        var values = new Dictionary<string, string>();
        var path = new List<(int Indent, string Name)>();
        foreach (var (number, line) in File.ReadLines(Path.Combine(Root, file)).Index())
        {
            var text = line.TrimStart();
            if (text.Length == 0 || text[0] == '#')
                continue;
            var indent = line.Length - text.Length;
            path.RemoveAll(x => x.Indent >= indent && !(text[0] == '-' && x.Indent == indent));
            var parent = string.Join('.', path.Select(x => x.Name));
            if (text.StartsWith("- ", StringComparison.Ordinal))
            {
                var count = values.Keys.Count(key => key.StartsWith(parent + "[", StringComparison.Ordinal));
                values.Remove(parent);
                values.Add($"{parent}[{count}]", text[2..].Trim('"'));
                continue;
            }
            var pair = KeyValue().Match(text);
            Assert.True(pair.Success, $"{file}, line {number + 1}: '{line}'");
            var key = parent.Length == 0 ? pair.Groups[1].Value : $"{parent}.{pair.Groups[1].Value}";
            values.Remove(parent);
            values.Add(key, pair.Groups[2].Value.Trim('"'));
            path.Add((indent, pair.Groups[1].Value));
        }
        return values;
    }

    static List<(string Instruction, string Arguments)> ReadDockerfile()
    {
        var text = File.ReadAllText(Path.Combine(Root, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal);
        return [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line =>
        {
            var instruction = Instruction().Match(line);
            Assert.True(instruction.Success, $"Dockerfile: '{line}'");
            return (instruction.Groups[1].Value, instruction.Groups[2].Value.Trim());
        })];
    }

    [GeneratedRegex(@"^([A-Za-z_][\w.-]*):(?:\s+(.+))?$")]
    internal static partial Regex KeyValue();

    [GeneratedRegex(@"^(FROM|COPY|RUN|WORKDIR|ENV|USER|EXPOSE|VOLUME|HEALTHCHECK|ENTRYPOINT) (.+)$")]
    internal static partial Regex Instruction();

    [GeneratedRegex(@"^services\.\w+\.volumes\[")]
    internal static partial Regex VolumeItem();

    [GeneratedRegex("--from=(\\S+)")]
    internal static partial Regex FromStage();

    [GeneratedRegex(@"dotnet publish (\S+)")]
    internal static partial Regex Published();

    [GeneratedRegex("password|secret|token", RegexOptions.IgnoreCase)]
    internal static partial Regex SecretWord();
}
