namespace Logistics.Routing.Bounds;

/// <summary>A route of the relaxation, start and end left out; it need not be one that can be driven.</summary>
/// <param name="Kind">Of vehicle.</param>
/// <param name="Nodes">Activities in order.</param>
/// <param name="Cost">In shares; no more than that of any route it stands for.</param>
sealed record PricedRoute(int Kind, int[] Nodes, long Cost);
