using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Logistics.Matching;
using Logistics.OrTools;

namespace Logistics.Quality.Matching;

/// <summary>A hash of what the matcher decides and says of generated days, without the companion: two versions that print the same lines answer alike.</summary>
static class Fingerprints
{
    static readonly (int Lots, int Associations, int Seeds)[] Days = [(100, 50, 6), (512, 200, 2), (2000, 500, 1), (5000, 2000, 1)];

    public static int Run(BoardOptions options)
    {
        foreach (var (lots, associations, seeds) in Days.Where(x => options.Only is null || options.Only == $"{x.Lots}x{x.Associations}"))
            for (var seed = options.First; seed < options.First + seeds; seed++)
            {
                var result = new Matcher(new NoSolver()).Match(SizesTable.DayOf(lots, associations, seed));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{lots}x{associations} seed {seed}: decided {Hash(Decided(result))}, certificates {Hash(Proof(result))}, {result.RefusedPairs.Count} refusals {Hash(result.RefusedPairs)}"));
            }
        for (var seed = options.First; seed < options.First + 100; seed++)
        {
            var result = new Matcher(new NoSolver()).Match(VerifyRun.Make(seed));
            Console.WriteLine($"day {seed}: {Hash([.. Decided(result), .. Proof(result), .. result.RefusedPairs])}");
        }
        return 0;
    }

    static IEnumerable<object> Decided(MatchingResult result) =>
        [.. result.Allocations, .. result.Unmet, .. result.Leftovers, .. result.Fallbacks, .. result.Bookings, .. result.UnmetRequests, result.Tiers!];

    static IEnumerable<object> Proof(MatchingResult result) => result.Certificates.SelectMany(x => (IEnumerable<object>)
        [.. x.Arcs, .. x.Storeys.SelectMany(s => s.Costs.Concat(s.Potentials)), .. x.Recipients, x.Nested, x.CountsAlike, x.ChargeAtLeast?.Microeuros ?? -1]);

    static string Hash(IEnumerable<object> said)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var fact in said)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{fact}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
