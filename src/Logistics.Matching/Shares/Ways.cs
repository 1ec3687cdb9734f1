using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>How the kilometres tier chooses between ways: it prices each gram of each way, and the flows do the rest.</summary>
abstract class Ways
{
    /// <summary>Prices are whole numbers of this part of a microeuro per gram.</summary>
    const long Fine = 256;

    Ways() { }

    /// <returns>Prices by link; empty where nothing was sought.</returns>
    public abstract long[] Choose(Problem problem, SharingNetwork network, CancellationToken cancellation);

    /// <summary>Ways do not count: nobody gives up a gram of equity for them.</summary>
    public sealed class Unasked : Ways
    {
        public override long[] Choose(Problem problem, SharingNetwork network, CancellationToken cancellation) => [];
    }

    /// <summary>Prices found earlier; without any, grams by distance: exact, and what is least when every gram travels alone.</summary>
    public sealed class Priced(long[]? prices) : Ways
    {
        public override long[] Choose(Problem problem, SharingNetwork network, CancellationToken cancellation)
        {
            new Tower(network.Flow, cancellation).Minimise(Costs(problem, network, p => prices is null ? problem.Pairs[p].Distance : prices[problem.Pairs[p].Link]));
            return prices ?? [];
        }
    }

    /// <summary>
    /// Slope scaling: a way is priced by its charge over the grams that last went there, so that what is little used grows dear and empties.
    /// The first prices, over the most that could go there, are a relaxation: no sharing uses cheaper ways than its cost.
    /// </summary>
    public sealed class Sought : Ways
    {
        const int Rounds = 6;

        public override long[] Choose(Problem problem, SharingNetwork network, CancellationToken cancellation)
        {
            var flow = network.Flow;
            var prices = FirstPrices(problem, network);
            var cheapest = long.MaxValue;
            long[] best = [.. flow.Flow];
            var simplex = new NetworkSimplex(flow);
            for (var round = 0; round < Rounds; round++)
            {
                var costs = Costs(problem, network, p => prices[problem.Pairs[p].Link]);
                simplex.Solve(costs, cancellation);
                var carried = Carried(problem, network);
                var charge = carried.Index().Sum(x => x.Item > 0 ? problem.Links[x.Index].Charge.Microeuros : 0);
                if (charge < cheapest)
                    (cheapest, best) = (charge, [.. flow.Flow]);
                var next = carried.Select((grams, link) => grams > 0 ? Price(problem, link, grams) : prices[link]).ToArray();
                if (next.AsSpan().SequenceEqual(prices))
                    break;
                prices = next;
            }
            best.CopyTo(flow.Flow.AsSpan());
            Close(problem, network, Carried(problem, network));
            return [.. Carried(problem, network).Select((grams, link) => grams > 0 ? Price(problem, link, grams) : prices[link])];
        }

        internal static long[] FirstPrices(Problem problem, SharingNetwork network)
        {
            var lots = new Dictionary<(int, int), long>();
            var needs = new Dictionary<(int, int), long>();
            for (var p = 0; p < problem.Pairs.Length; p++)
            {
                var pair = problem.Pairs[p];
                if (network.Flow.Upper[network.PairArc[p]] == 0)
                    continue;
                lots[(pair.Link, pair.Lot)] = problem.Lots[pair.Lot].Grams;
                needs[(pair.Link, pair.Need)] = problem.Needs[pair.Need].Wanted;
            }
            var most = new long[problem.Links.Length];
            var wanted = new long[problem.Links.Length];
            foreach (var ((link, _), grams) in lots)
                most[link] += grams;
            foreach (var ((link, _), grams) in needs)
                wanted[link] += grams;
            return [.. problem.Links.Select((_, link) => Price(problem, link, Math.Min(most[link], wanted[link])))];
        }

        static long Price(Problem problem, int link, long grams) =>
            (long)((Int128)problem.Links[link].Charge.Microeuros * Fine / Math.Max(1, grams));

        /// <summary>What is not used stays shut, so that the aims that follow cannot open a way again.</summary>
        static void Close(Problem problem, SharingNetwork network, long[] carried)
        {
            var spare = carried.Index().Sum(x => x.Item > 0 ? problem.Links[x.Index].Charge.Microeuros : 0) / 1000 * problem.Terms.CostTolerancePermille;
            var open = carried.Select(x => x > 0).ToArray();
            // As far as members voted to pay for it, ways to goods that somebody wished for stay open, the cheapest first.
            foreach (var link in problem.Pairs.Where(x => x.Wish > 0 && !open[x.Link]).Select(x => x.Link).Distinct().OrderBy(x => problem.Links[x].Charge.Microeuros).ThenBy(x => x).ToList())
                if (problem.Links[link].Charge.Microeuros <= spare)
                {
                    open[link] = true;
                    spare -= problem.Links[link].Charge.Microeuros;
                }
            for (var p = 0; p < problem.Pairs.Length; p++)
                if (!open[problem.Pairs[p].Link])
                    network.Flow.Upper[network.PairArc[p]] = network.Flow.Lower[network.PairArc[p]];
        }
    }

    /// <summary>What all ways used must cost at the least, in whole microeuros: the linear relaxation under the network's bounds as they are.</summary>
    public static long LeastCharge(Problem problem, SharingNetwork network, CancellationToken cancellation)
    {
        var prices = Sought.FirstPrices(problem, network);
        var costs = Costs(problem, network, p => prices[problem.Pairs[p].Link]);
        NetworkSimplex.Solve(network.Flow, costs, cancellation);
        var sum = Int128.Zero;
        for (var e = 0; e < costs.Length; e++)
            sum += (Int128)costs[e] * network.Flow.Flow[e];
        return (long)(sum / Fine);
    }

    static long[] Carried(Problem problem, SharingNetwork network)
    {
        var carried = new long[problem.Links.Length];
        for (var p = 0; p < problem.Pairs.Length; p++)
            carried[problem.Pairs[p].Link] += network.Flow.Flow[network.PairArc[p]];
        return carried;
    }

    static long[] Costs(Problem problem, SharingNetwork network, Func<int, long> ofPair)
    {
        var costs = new long[network.Flow.ArcCount];
        for (var p = 0; p < problem.Pairs.Length; p++)
            costs[network.PairArc[p]] = ofPair(p);
        return costs;
    }
}
