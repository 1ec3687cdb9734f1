namespace Logistics.Routing.Search;

/// <summary>When each node is due and what each second after that costs. Where money is the objective the latest begin (<see cref="Model.Close"/>) of a soft
/// activity lies beyond its due time; elsewhere every window is hard.</summary>
sealed class Lateness
{
    readonly int[] due;
    readonly long[] rate;

    Lateness(Problem problem, int nodes)
    {
        due = new int[nodes];
        rate = new long[nodes];
        Array.Fill(due, int.MaxValue);
        for (var r = 0; r < problem.Requests.Count; r++)
        {
            Compile(2 * r, problem.Requests[r].Pickup);
            Compile(2 * r + 1, problem.Requests[r].Delivery);
        }
    }

    /// <summary>Null when nothing may be late.</summary>
    public static Lateness? Of(Problem problem, int nodes) =>
        problem.Requests.Any(request => IsSoft(request.Pickup) || IsSoft(request.Delivery)) ? new(problem, nodes) : null;

    static bool IsSoft(Activity? activity) => activity is { LateSeconds: > 0, Windows.Count: > 0 };

    public bool IsDue(int node) => rate[node] > 0;

    /// <summary>The last begin that costs nothing if the earliest possible one is <paramref name="begin"/>; that one, where it is late already.</summary>
    public int LastCheapest(int node, int begin) => rate[node] == 0 ? int.MaxValue : Math.Max(due[node], begin);

    /// <summary>In shares.</summary>
    public long CostOf(int node, int begin) => begin > due[node] ? rate[node] * (begin - due[node]) : 0;

    void Compile(int node, Activity? activity)
    {
        if (!IsSoft(activity))
            return;
        due[node] = activity!.Windows[^1].Latest;
        rate[node] = activity.CostPerHourLate.Microeuros * (Model.Share / 3_600);
    }
}
