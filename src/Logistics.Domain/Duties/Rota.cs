namespace Logistics.Domain.Duties;

/// <summary>
/// Who comes on which day: regulars who have not said no, and whoever said to come, as far as limits allow. Limits are hard: somebody whose month is full is not in a
/// crew, whoever put them there. The same words always give the same crews. Not thread-safe.
/// </summary>
public sealed class Rota
{
    readonly Dictionary<DriverId, Volunteer> volunteers;
    readonly List<Duty> duties;
    readonly ILookup<(ShiftId, DateOnly), Attendance> told;
    readonly List<Attendance> words;
    readonly ILookup<DriverId, Leave> leaves;
    readonly Dictionary<DateOnly, List<Outing>> months = [];

    /// <param name="words">In any order; of several about the same the last told counts.</param>
    /// <param name="ended">Duties that go no more; null: none.</param>
    /// <param name="gone">Who left; null: nobody.</param>
    public Rota(IEnumerable<Volunteer> volunteers, IEnumerable<Duty> duties, IEnumerable<Attendance> words, IEnumerable<Leave> leaves, IEnumerable<ShiftId>? ended = null, IEnumerable<DriverId>? gone = null)
    {
        Ended = [.. ended ?? []];
        Gone = [.. gone ?? []];
        this.volunteers = volunteers.ToDictionary(x => x.Id);
        this.duties = [.. duties.OrderBy(x => x.Leaves).ThenBy(x => x.Code, StringComparer.Ordinal)];
        this.words = [.. words.Where(x => this.volunteers.ContainsKey(x.Volunteer))];
        this.leaves = leaves.ToLookup(x => x.Volunteer);
        told = this.words.GroupBy(x => (x.Duty, x.Date, x.Volunteer)).Select(x => x.MaxBy(y => y.ToldAt)!)
            .OrderBy(x => x.ToldAt).ThenBy(x => x.Volunteer.Value).ToLookup(x => (x.Duty, x.Date));
    }

    public IReadOnlyCollection<Volunteer> Volunteers => volunteers.Values;

    public IReadOnlyList<Duty> Duties => duties;

    /// <summary>Duties that go no more. A day opened from one on which they went would else have them again.</summary>
    public IReadOnlyList<ShiftId> Ended { get; }

    /// <summary>Who left and is nobody: declared days may still name them.</summary>
    public IReadOnlyList<DriverId> Gone { get; }

    /// <summary>Outings of these days (both inclusive), by day and by when they leave.</summary>
    /// <remarks>Limits are of calendar months: what was said about the whole of each month must be known.</remarks>
    public IReadOnlyList<Outing> Of(DateOnly from, DateOnly until)
    {
        var found = new List<Outing>();
        for (var month = FirstOf(from); month <= until; month = month.AddMonths(1))
            found.AddRange(MonthOf(month).Where(x => from <= x.Date && x.Date <= until));
        return found;
    }

    List<Outing> MonthOf(DateOnly first)
    {
        if (months.TryGetValue(first, out var known))
            return known;
        var (found, counts) = (new List<Outing>(), new Dictionary<DriverId, int>());
        for (var date = first; date.Month == first.Month; date = date.AddDays(1))
        {
            var today = new List<Outing>();
            foreach (var duty in duties.Where(x => x.IsOn(date)))
            {
                var outing = CrewOf(duty, date, counts, today);
                today.Add(outing);
                foreach (var mate in outing.Crew)
                    counts[mate.Who.Id] = counts.GetValueOrDefault(mate.Who.Id) + 1;
            }
            found.AddRange(today);
        }
        return months[first] = found;
    }

    /// <summary>What keeps somebody from coming so; null: nothing. Coming earlier in a month never takes a place that they hold later in it: that is refused instead.</summary>
    public Hindrance? Judge(DriverId volunteer, ShiftId duty, DateOnly date, Coming coming)
    {
        var after = With(new(duty, date, volunteer, coming, DateTimeOffset.MaxValue)).MonthOf(FirstOf(date));
        if (after.FirstOrDefault(x => x.Duty.Id == duty && x.Date == date) is not { } outing)
            return Hindrance.NotThatDay;
        if (outing.Crew.FirstOrDefault(x => x.Who.Id == volunteer) is not { } mate)
            return outing.Hindered.FirstOrDefault(x => x.Who.Id == volunteer) is { Who: not null } hindered ? hindered.Why : Hindrance.NoRoom;
        if (coming == Coming.AsDriver && !mate.Drives)
            return Hindrance.NoRoom;
        var kept = after.ToDictionary(x => (x.Duty.Id, x.Date));
        return MonthOf(FirstOf(date)).Where(x => IsIn(x, volunteer)).Select(x => kept[(x.Duty.Id, x.Date)]).FirstOrDefault(x => !IsIn(x, volunteer)) is { } lost
            ? lost.Hindered.Where(x => x.Who.Id == volunteer).Select(x => (Hindrance?)x.Why).FirstOrDefault() ?? Hindrance.NoRoom
            : null;
    }

    /// <summary>As it would be with one more word.</summary>
    public Rota With(Attendance word) => new(volunteers.Values, duties, [.. words, word], leaves.SelectMany(x => x), Ended, Gone);

    Outing CrewOf(Duty duty, DateOnly date, Dictionary<DriverId, int> counts, List<Outing> earlier)
    {
        var hindered = new List<(Volunteer, Hindrance)>();
        var free = new List<(Volunteer Who, bool Drives, DriverId? InPlaceOf)>();
        foreach (var (who, coming, inPlaceOf) in WhoMayCome(duty, date))
            if (HindranceOf(who, coming, duty, date, counts, earlier) is { } why)
                hindered.Add((who, why));
            else
                free.Add((who, coming == Coming.AsDriver, inPlaceOf));

        var driver = free.FindIndex(x => x.Drives);
        var order = driver < 0 ? free : [free[driver], .. free[..driver], .. free[(driver + 1)..]];
        // Without a driver a seat stays free for one.
        var seats = driver < 0 ? duty.MostPeople - 1 : duty.MostPeople;
        hindered.AddRange(order.Skip(seats).Select(x => (x.Who, Hindrance.NoRoom)));
        var crew = order.Take(seats).Select((x, place) => new Crewmate(x.Who, driver >= 0 && place == 0, x.InPlaceOf, IsLent(x.Who, duty))).ToValueList();
        return new(duty, date, crew, [.. GapsOf(duty, crew)], [.. hindered]);
    }

    /// <summary>Regulars who said nothing first, in their order; then others as they said so: a regular who comes after all does not take the wheel from who stepped in.</summary>
    IEnumerable<(Volunteer Who, Coming Coming, DriverId? InPlaceOf)> WhoMayCome(Duty duty, DateOnly date)
    {
        var said = told[(duty.Id, date)].ToList();
        foreach (var regular in duty.Regulars.Where(x => volunteers.ContainsKey(x.Volunteer) && !(x.Since > date) && said.TrueForAll(y => y.Volunteer != x.Volunteer)))
            yield return (volunteers[regular.Volunteer], regular.Drives ? Coming.AsDriver : Coming.AsHelper, null);
        foreach (var word in said)
            yield return (volunteers[word.Volunteer], word.Coming, word.InPlaceOf);
    }

    Hindrance? HindranceOf(Volunteer who, Coming coming, Duty duty, DateOnly date, Dictionary<DriverId, int> counts, List<Outing> earlier)
    {
        if (coming == Coming.NotAtAll)
            return Hindrance.SaidNo;
        if (leaves[who.Id].Any(x => x.From <= date && date <= x.Until))
            return Hindrance.OnLeave;
        if (coming == Coming.AsDriver && !(who.Licence >= duty.Licence))
            return Hindrance.NoLicence;
        if (IsLent(who, duty) && !who.HelpsOthers)
            return Hindrance.OfAnotherPartner;
        if (earlier.Any(x => x.Duty.Overlaps(duty) && IsIn(x, who.Id)))
            return Hindrance.Elsewhere;
        return who.MostDutiesAMonth is { } most && counts.GetValueOrDefault(who.Id) >= most ? Hindrance.MonthIsFull : null;
    }

    static DateOnly FirstOf(DateOnly date) => new(date.Year, date.Month, 1);

    static bool IsLent(Volunteer who, Duty duty) => who.Partner is { } own && duty.Organiser is { } other && own != other;

    static bool IsIn(Outing outing, DriverId who) => outing.Crew.Any(x => x.Who.Id == who);

    static IEnumerable<Gap> GapsOf(Duty duty, ValueList<Crewmate> crew)
    {
        var drives = crew.Count > 0 && crew[0].Drives;
        if (!drives)
            yield return new Gap.NoDriver();
        var helpers = crew.Count - (drives ? 1 : 0);
        if (helpers < duty.LeastPeople - 1)
            yield return new Gap.TooFew(duty.LeastPeople - 1 - helpers);
        if (duty.Heaviest is { } heaviest && crew.Count > 0 && crew.All(x => x.Who.Lifts < heaviest))
            yield return new Gap.NobodyLifts(heaviest);
    }
}
