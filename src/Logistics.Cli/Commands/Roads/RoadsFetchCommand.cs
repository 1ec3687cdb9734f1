using System.CommandLine;
using Logistics.Cli.Commands.Roads.Fetching;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads fetch REGION|URL</c>: downloads a published extract and builds its graph file. The one command that asks anything of the network.</summary>
static class RoadsFetchCommand
{
    const string Credit = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)";

    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var region = new Argument<string>("REGION|URL") { Description = words["Roads.Fetch.Region"] };
        var output = new Option<FileInfo?>("--out") { Description = words["Roads.Fetch.Out"], HelpName = "FILE" };
        var folder = new Option<DirectoryInfo>("--folder") { Description = words["Roads.Fetch.Folder"], DefaultValueFactory = _ => new DirectoryInfo(".") };
        var from = new Option<string>("--from") { Description = words["Roads.Fetch.From"], DefaultValueFactory = _ => ExtractAddress.Geofabrik, HelpName = "URL" };
        var noBuild = new Option<bool>("--no-build") { Description = words["Roads.Fetch.NoBuild"] };
        var stall = new Option<int>("--stall") { Description = words["Roads.Fetch.Stall"], HelpName = "S", DefaultValueFactory = _ => 30 };
        var retries = new Option<int>("--retries") { Description = words["Roads.Fetch.Retries"], DefaultValueFactory = _ => 5 };
        var threads = new Option<int>("--threads") { Description = words["Roads.Threads"], DefaultValueFactory = _ => Environment.ProcessorCount };
        var profile = new ProfileChoice(terminal);
        var land = new LandChoice(terminal, clock);
        var command = new Command("fetch", words["Roads.Fetch"]) { region, output, folder, from, noBuild, profile.Option, stall, retries, threads };
        land.AddTo(command);
        command.Run(terminal, async (arguments, cancellation) =>
        {
            Shell.Within(terminal, "--stall", 1, 3600, arguments.GetValue(stall));
            Shell.Within(terminal, "--retries", 0, 100, arguments.GetValue(retries));
            Shell.Within(terminal, "--threads", 1, 64, arguments.GetValue(threads));
            var asked = arguments.GetRequiredValue(region);
            var extract = ExtractAddress.Parse(asked, arguments.GetRequiredValue(from)) ?? throw new CommandFailed(ExitCode.BadInput, words["Fetch.NoAddress", Uri.TryCreate(asked, UriKind.Absolute, out var other) ? ExtractAddress.Shown(other) : asked]);
            // Before the long part: a wrong name costs nothing then.
            var (vehicle, options) = (profile.Of(arguments), land.Of(arguments, new() { Threads = arguments.GetValue(threads) }));
            var place = arguments.GetRequiredValue(folder);
            var target = new FileInfo(Path.Combine(place.FullName, extract.FileName));

            terminal.Say(words["Fetch.Source", ExtractAddress.Shown(extract.Address), Credit]);
            using (var web = new WebRequests(terminal, clock, TimeSpan.FromSeconds(arguments.GetValue(stall))))
                await FetchAsync(terminal, new Download(terminal, clock, web, arguments.GetValue(retries)), web, extract, target, cancellation);
            if (!arguments.GetValue(noBuild))
                RoadsBuildCommand.Build(
                    terminal, target, vehicle, options, arguments.GetValue(output) ?? new FileInfo(Path.Combine(place.FullName, extract.GraphName)), cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    static async Task FetchAsync(Terminal terminal, Download download, WebRequests web, ExtractAddress extract, FileInfo target, CancellationToken cancellation)
    {
        var (words, part) = (terminal.Words, new PartialFile(target));
        try
        {
            var (sums, published) = await Waiting.WhileAsync(terminal, words["Fetch.Downloading", extract.FileName], async progress =>
            {
                await download.RunAsync(extract.Address, part, progress, cancellation);
                return (await Checksums.OfAsync(part.Path, cancellation), await PublishedAsync(terminal, web, extract, cancellation));
            });
            if (published is not null && published != sums.Md5)
            {
                part.Discard();
                throw new CommandFailed(ExitCode.Failed, words["Fetch.Damaged", ExtractAddress.Shown(extract.Md5), published, sums.Md5]);
            }
            part.Land();
            terminal.Say(words["Fetch.Done", target, sums.Length, sums.Length / 1e6]);
            terminal.Say($"SHA-256 {sums.Sha256}");
            terminal.Say($"MD5 {sums.Md5} {words[published is null ? "Fetch.Unpublished" : "Fetch.Agrees"]}");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new CommandFailed(ExitCode.Failed, words["Fetch.Interrupted", part.Path]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, words["Fetch.Disk", part.Path, failure.Message]);
        }
    }

    /// <summary>The file has come; that its checksum cannot be asked for is said, and no reason to throw it away.</summary>
    static async Task<string?> PublishedAsync(Terminal terminal, WebRequests web, ExtractAddress extract, CancellationToken cancellation)
    {
        try
        {
            return await Checksums.PublishedAsync(web, extract.Md5, cancellation);
        }
        catch (Exception failure) when (failure is TransferBroken or CommandFailed)
        {
            Waiting.Note(terminal, $"{ExtractAddress.Shown(extract.Md5)}: {failure.Message}");
            return null;
        }
    }
}
