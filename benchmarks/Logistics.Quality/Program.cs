using Logistics.Quality.Matching;
using Logistics.Quality.Routing;

return args switch
{
    ["matching", .. var options] => Scoreboard.Run(BoardOptions.Of(options)),
    ["matching-sizes", .. var options] => SizesTable.Run(BoardOptions.Of(options)),
    ["matching-verify", .. var options] => VerifyRun.Run(BoardOptions.Of(options)),
    ["matching-prints", .. var options] => Fingerprints.Run(BoardOptions.Of(options)),
    ["matching-exact", .. var options] => ExactTable.Run(BoardOptions.Of(options)),
    [var name, .. var options] when BenchSet.Named(name) is { } sets => SetTable.Run(sets, options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Usage: Logistics.Quality {string.Join('|', BenchSet.Names)} [OPTIONS]");
    Console.Error.WriteLine(RunOptions.Help);
    Console.Error.WriteLine("or:");
    Console.Error.WriteLine(BoardOptions.Help);
    return 2;
}
