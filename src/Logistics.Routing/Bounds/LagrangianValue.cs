using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// What duals prove, whatever they are: a plan pays each of them once for every activity it serves, and for each vehicle no less than the least reduced cost of its kind; so no plan
/// costs less than their sum, less what leaving out may save, plus what each vehicle may save. In whole shares, checked for overflow.
/// (Lübbecke and Desrosiers 2005, "Selected topics in column generation", Operations Research 53:1007, section 2.1.)
/// </summary>
static class LagrangianValue
{
    /// <param name="model">The problem.</param>
    /// <param name="served">Requests that take part; those of any priority are served by every plan that is compared.</param>
    /// <param name="duals">By node, in shares.</param>
    /// <param name="leastOfKind">The least reduced cost of each kind of vehicle, at most 0, over at least all of its routes.</param>
    public static long Of(Model model, IReadOnlyList<int> served, long[] duals, IReadOnlyList<long> leastOfKind)
    {
        checked
        {
            var value = 0L;
            foreach (var r in served)
            {
                var dual = (model.HasPickup[r] ? duals[2 * r] : 0) + (model.HasDelivery[r] ? duals[2 * r + 1] : 0);
                value += model.LeftOutWeight[r] == 0 ? Math.Min(dual, model.Prize[r]) : dual;
            }
            for (var kind = 0; kind < leastOfKind.Count; kind++)
                value += Math.Min(0, leastOfKind[kind]) * Math.Min(model.VehiclesOfKind[kind].Length, served.Count);
            return value;
        }
    }
}
