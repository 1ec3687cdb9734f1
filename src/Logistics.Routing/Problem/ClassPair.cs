namespace Logistics.Routing;

/// <summary>Goods of these two classes (0..63, not the same) may not be on board one vehicle at the same time, whatever its compartments.</summary>
/// <remarks>One after the other is allowed, also at one stop: what is delivered first has left when the next is picked up.</remarks>
public readonly record struct ClassPair(int First, int Second);
