namespace Logistics.Routing.Search;

/// <summary>
/// What the last scan of a tour said about a request. A ruin touches a handful of tours, so most questions were asked before and the tour has not changed
/// since: its <see cref="Route.Version"/> tells, and comes back when a change is taken back.
/// </summary>
/// <remarks>A scan that was cut short by a better place elsewhere still leaves a bound: nothing below the cost at which it stopped.</remarks>
sealed class InsertionMemory(Model model)
{
    public struct Entry
    {
        public long Version;

        /// <summary>Without a vehicle: no place is known, only that there is none below its delta.</summary>
        public Place Place;
    }

    readonly Entry[] entries = new Entry[model.Requests * model.Vehicles];

    public Span<Entry> Of(int request) => entries.AsSpan(request * model.Vehicles, model.Vehicles);
}
