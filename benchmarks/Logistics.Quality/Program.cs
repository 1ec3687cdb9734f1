using Logistics.Quality.Routing;

if (args.Length == 0)
    return Usage();
return args[0] switch
{
    "lilim" => LiLimTable.Run(args[1..]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Logistics.Quality lilim [--size 100] [--sample 12 | --only NAME] [--seconds 10 | --work ITERATIONS] [--seed 1]");
    return 2;
}
