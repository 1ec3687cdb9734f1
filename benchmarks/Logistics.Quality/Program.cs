using Logistics.Quality.Routing;

return args.Length > 0 && BenchSet.Named(args[0]) is { } sets ? SetTable.Run(sets, args[1..]) : Usage();

static int Usage()
{
    Console.Error.WriteLine($"Usage: Logistics.Quality {string.Join('|', BenchSet.Names)} [OPTIONS]");
    Console.Error.WriteLine(RunOptions.Help);
    return 2;
}
