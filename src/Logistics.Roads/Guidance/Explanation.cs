namespace Logistics.Roads.Guidance;

/// <summary>Adds up where the time of a trip goes.</summary>
static class Explanation
{
    public static TravelParts Of(Stretch[] stretches)
    {
        var driven = new Dictionary<(RoadClass Class, int Speed), (long Decimetres, long Milliseconds)>();
        var signs = new SortedDictionary<SignKind, (int Count, long Milliseconds)>();
        long bends = 0, slope = 0;
        var (turns, round) = ((Count: 0, Milliseconds: 0L), (Count: 0, Milliseconds: 0L));
        foreach (var stretch in stretches)
        {
            var level = stretch.Driving - stretch.Bends - stretch.Slope;
            if (level > 0 || stretch.Decimetres > 0)
            {
                var key = (stretch.Class, Speed(stretch.Decimetres, level));
                var sum = driven.GetValueOrDefault(key);
                driven[key] = (sum.Decimetres + stretch.Decimetres, sum.Milliseconds + level);
            }
            (bends, slope) = (bends + stretch.Bends, slope + stretch.Slope);
            if (stretch.Wait > 0)
            {
                var waited = signs.GetValueOrDefault(stretch.Sign);
                signs[stretch.Sign] = (waited.Count + 1, waited.Milliseconds + stretch.Wait);
            }
            if (stretch.Turning > 0 && stretch.TurnsRound)
                round = (round.Count + 1, round.Milliseconds + stretch.Turning);
            else if (stretch.Turning > 0)
                turns = (turns.Count + 1, turns.Milliseconds + stretch.Turning);
        }
        return new()
        {
            Driven = [.. driven.Select(part => new DrivenPart(part.Key.Class, part.Key.Speed, new(part.Value.Decimetres), new(part.Value.Milliseconds)))
                .OrderBy(part => part.Class).ThenByDescending(part => part.KilometresPerHour)],
            Bends = new(bends),
            Slope = new(slope),
            Signs = [.. signs.Select(sign => new WaitPart(sign.Key, sign.Value.Count, new(sign.Value.Milliseconds)))],
            Turns = new(turns.Count, new(turns.Milliseconds)),
            TurningRound = new(round.Count, new(round.Milliseconds)),
        };
    }

    /// <summary>To the nearest 5 km/h, at least that: the lengths of short stretches are too coarse for more.</summary>
    static int Speed(long decimetres, long milliseconds) =>
        milliseconds == 0 ? 5 : Math.Max(5, 5 * (int)Math.Round(decimetres * 360.0 / milliseconds / 5));
}
