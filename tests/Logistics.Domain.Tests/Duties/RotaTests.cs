using Logistics.Domain.Duties;
using Logistics.Measures;

namespace Logistics.Domain.Tests.Duties;

/// <summary>The van leaves on weekdays at eight with one or two people; Ahmed drives it each time, Claire steps in.</summary>
public sealed class RotaTests
{
    /// <summary>A Monday.</summary>
    static readonly DateOnly monday = new(2026, 6, 1);

    static readonly TerritoryId town = new(Id("town"));
    static readonly PartyId bank = new(Id("bank")), grocery = new(Id("grocery"));

    static readonly Volunteer ahmed = Somebody("ahmed"), claire = Somebody("claire"), denis = Somebody("denis") with { Licence = null };

    static readonly Duty van = new()
    {
        Id = new(Id("van")),
        Code = "van",
        Territory = town,
        Vehicle = new(Id("vehicle")),
        Leaves = new(8, 0),
        Back = new(12, 0),
        StartSite = new(Id("depot")),
        EndSite = new(Id("depot")),
        Days = new DutyDays.Weekly([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], monday, null, 1),
        Regulars = [new(ahmed.Id, true)],
    };

    static Guid Id(string name) => NameBasedId.Derive(NameBasedId.Root, $"rota/{name}");

    static Volunteer Somebody(string name) => new() { Id = new(Id(name)), Code = name, Territory = town, Name = name, Licence = Licence.B };

    static Attendance Says(Volunteer who, DateOnly date, Coming coming, int minute = 0, Duty? duty = null) => new((duty ?? van).Id, date, who.Id, coming, new(2026, 5, 1, 0, minute, 0, TimeSpan.Zero));

    static Rota Of(IEnumerable<Volunteer> who, IEnumerable<Duty> duties, params Attendance[] words) => new(who, duties, words, []);

    static Outing On(Rota rota, DateOnly date) => Assert.Single(rota.Of(date, date));

    static IEnumerable<string> Crew(Outing outing) => outing.Crew.Select(x => (x.Drives ? "drives " : "helps ") + x.Who.Name);

    [Fact]
    public void Who_steps_in_once_has_not_signed_up_for_good()
    {
        var rota = Of([ahmed, claire], [van], Says(ahmed, monday, Coming.NotAtAll), Says(claire, monday, Coming.AsDriver) with { InPlaceOf = ahmed.Id });
        Assert.Equal(["drives claire"], Crew(On(rota, monday)));
        Assert.Equal(ahmed.Id, On(rota, monday).Crew[0].InPlaceOf);
        for (var day = 1; day < 5; day++)
            Assert.Equal(["drives ahmed"], Crew(On(rota, monday.AddDays(day))));
        Assert.Equal(["drives ahmed"], Crew(On(rota, monday.AddDays(7))));
    }

    [Fact]
    public void The_last_word_counts_in_whatever_order_words_come()
    {
        Attendance[] words = [Says(ahmed, monday, Coming.NotAtAll, 1), Says(ahmed, monday, Coming.AsDriver, 2), Says(claire, monday, Coming.AsHelper, 3), Says(claire, monday, Coming.NotAtAll, 4)];
        foreach (var order in new[] { words, [.. words.Reverse()] })
            Assert.Equal(["drives ahmed"], Crew(On(Of([ahmed, claire], [van], order), monday)));
    }

    [Fact]
    public void A_regular_who_comes_after_all_does_not_take_the_wheel_from_who_stepped_in()
    {
        var rota = Of([ahmed, claire], [van], Says(ahmed, monday, Coming.NotAtAll, 1), Says(claire, monday, Coming.AsDriver, 2));
        Assert.Equal(Hindrance.NoRoom, rota.Judge(ahmed.Id, van.Id, monday, Coming.AsDriver));
        Assert.Null(rota.Judge(ahmed.Id, van.Id, monday, Coming.AsHelper));
        Assert.Equal(["drives claire", "helps ahmed"], Crew(On(rota.With(Says(ahmed, monday, Coming.AsDriver, 3)), monday)));
    }

    [Fact]
    public void What_a_crew_lacks_is_said()
    {
        var heavy = van with { LeastPeople = 3, MostPeople = 3, Heaviest = Mass.FromKilograms(25), Regulars = [] };
        Assert.Equal<Gap>([new Gap.NoDriver(), new Gap.TooFew(2)], On(Of([], [heavy]), monday).Gaps);
        Assert.Equal<Gap>([new Gap.TooFew(2), new Gap.NobodyLifts(Mass.FromKilograms(25))], On(Of([ahmed with { Lifts = Mass.FromKilograms(10) }], [heavy], Says(ahmed, monday, Coming.AsDriver)), monday).Gaps);
        // One of them lifts it, and somebody of whom no limit is known does.
        var three = Of([ahmed with { Lifts = Mass.FromKilograms(10) }, claire with { Lifts = Mass.FromKilograms(25) }, denis], [heavy],
            Says(ahmed, monday, Coming.AsDriver), Says(claire, monday, Coming.AsHelper, 1), Says(denis, monday, Coming.AsHelper, 2));
        Assert.True(On(three, monday).IsCovered);
    }

    [Fact]
    public void A_seat_is_kept_for_a_driver_and_who_comes_last_has_none()
    {
        var rota = Of([ahmed, claire, denis], [van with { Regulars = [] }], Says(denis, monday, Coming.AsHelper, 1), Says(claire, monday, Coming.AsHelper, 2));
        Assert.Equal(["helps denis"], Crew(On(rota, monday)));
        Assert.Equal((claire, Hindrance.NoRoom), Assert.Single(On(rota, monday).Hindered));
        Assert.Null(rota.Judge(ahmed.Id, van.Id, monday, Coming.AsDriver));
        Assert.Equal(["drives ahmed", "helps denis"], Crew(On(rota.With(Says(ahmed, monday, Coming.AsDriver, 3)), monday)));
    }

    [Fact]
    public void The_limit_of_a_month_is_hard_for_regulars_and_begins_anew_with_the_next()
    {
        var rota = Of([ahmed with { MostDutiesAMonth = 3 }, claire], [van]);
        var june = rota.Of(monday, new(2026, 6, 30));
        Assert.Equal([monday, monday.AddDays(1), monday.AddDays(2)], june.Where(x => x.IsCovered).Select(x => x.Date));
        Assert.All(june.Where(x => !x.IsCovered), x => Assert.Equal(Hindrance.MonthIsFull, Assert.Single(x.Hindered).Why));
        Assert.True(On(rota, new(2026, 7, 1)).IsCovered);
        // Asked for a later day alone, it is the same.
        Assert.False(On(rota, monday.AddDays(3)).IsCovered);
    }

    [Fact]
    public void Coming_earlier_in_a_full_month_is_refused_and_takes_no_place_held_later()
    {
        var limited = claire with { MostDutiesAMonth = 1 };
        var rota = Of([ahmed, limited], [van with { Regulars = [] }], Says(limited, monday.AddDays(10), Coming.AsDriver));
        Assert.Equal(Hindrance.MonthIsFull, rota.Judge(limited.Id, van.Id, monday, Coming.AsDriver));
        Assert.Equal(Hindrance.MonthIsFull, rota.Judge(limited.Id, van.Id, monday.AddDays(11), Coming.AsDriver));
        Assert.Null(rota.Judge(limited.Id, van.Id, new(2026, 7, 1), Coming.AsDriver));
    }

    [Fact]
    public void Who_is_hindered_is_told_by_what()
    {
        var lorry = van with { Id = new(Id("lorry")), Code = "lorry", Licence = Licence.C1, Organiser = grocery, Leaves = new(11, 0), Back = new(15, 0), Regulars = [] };
        var (own, lent) = (claire with { Partner = bank }, denis with { Partner = bank, HelpsOthers = true, Licence = Licence.C });
        var rota = new Rota([ahmed, own, lent], [van, lorry], [], [new(Id("leave"), lent.Id, monday.AddDays(1), monday.AddDays(2))]);
        Assert.Equal(Hindrance.NoLicence, rota.Judge(own.Id, lorry.Id, monday, Coming.AsDriver));
        Assert.Equal(Hindrance.OfAnotherPartner, rota.Judge(own.Id, lorry.Id, monday, Coming.AsHelper));
        Assert.Equal(Hindrance.Elsewhere, rota.Judge(ahmed.Id, lorry.Id, monday, Coming.AsHelper));
        Assert.Null(rota.Judge(lent.Id, lorry.Id, monday, Coming.AsDriver));
        Assert.Equal(Hindrance.OnLeave, rota.Judge(lent.Id, lorry.Id, monday.AddDays(2), Coming.AsDriver));
        Assert.Null(rota.Judge(lent.Id, lorry.Id, monday.AddDays(3), Coming.AsDriver));
        Assert.Equal(Hindrance.NotThatDay, rota.Judge(lent.Id, lorry.Id, monday.AddDays(5), Coming.AsDriver));
        Assert.Equal(Hindrance.NoRoom, rota.Judge(claire.Id, van.Id, monday, Coming.AsDriver));
        Assert.True(Assert.Single(rota.With(Says(lent, monday, Coming.AsDriver, 0, lorry)).Of(monday, monday), x => x.Duty.Id == lorry.Id).Crew[0].IsLent);
    }

    [Fact]
    public void Who_took_their_word_back_is_hindered_by_it_as_a_regular_is()
    {
        var rota = Of([ahmed, claire], [van], Says(claire, monday, Coming.AsHelper, 1), Says(claire, monday, Coming.NotAtAll, 2));
        Assert.Equal((claire, Hindrance.SaidNo), Assert.Single(On(rota, monday).Hindered));
        Assert.Null(rota.Judge(claire.Id, van.Id, monday, Coming.AsHelper));
    }

    [Fact]
    public void Who_would_have_to_be_in_two_places_is_told_so_and_not_that_the_month_is_full()
    {
        var later = van with { Id = new(Id("later")), Code = "later", Leaves = new(11, 0), Back = new(15, 0), Regulars = [] };
        var rota = Of([ahmed, claire], [van, later], Says(claire, monday, Coming.AsDriver, 1, later));
        Assert.Equal(Hindrance.Elsewhere, rota.Judge(claire.Id, van.Id, monday, Coming.AsHelper));
        Assert.Null(rota.Judge(claire.Id, van.Id, monday.AddDays(1), Coming.AsHelper));
    }

    [Fact]
    public void Days_before_somebody_became_a_regular_are_not_counted_as_if_they_had_gone()
    {
        // Three a month: were the first three of June counted, none would be left from the tenth on.
        var (limited, since) = (ahmed with { MostDutiesAMonth = 3 }, new DateOnly(2026, 6, 10));
        var june = Of([limited], [van with { Regulars = [new(limited.Id, true, since)] }]).Of(monday, new(2026, 6, 30));
        Assert.Equal([since, since.AddDays(1), since.AddDays(2)], june.Where(x => x.IsCovered).Select(x => x.Date));
    }

    [Fact]
    public void It_rests_on_holidays_unless_it_goes_then_too_and_on_the_days_taken_out()
    {
        // 2026: Whit Monday 25 May, and 14 July is a Tuesday.
        var weekly = van with { Days = new DutyDays.Weekly([DayOfWeek.Monday, DayOfWeek.Tuesday], new(2026, 5, 4), new(2026, 7, 20), 1), Without = [new(2026, 6, 8)] };
        Assert.False(weekly.IsOn(new(2026, 5, 25)));
        Assert.True((weekly with { OnHolidays = OnHolidays.Goes }).IsOn(new(2026, 5, 25)));
        Assert.False(weekly.IsOn(new(2026, 7, 14)));
        Assert.False(weekly.IsOn(new(2026, 6, 8)));
        Assert.True(weekly.IsOn(new(2026, 6, 9)));
        Assert.False(weekly.IsOn(new(2026, 5, 3)));
        Assert.True(weekly.IsOn(new(2026, 7, 20)));
        Assert.False(weekly.IsOn(new(2026, 7, 21)));

        // Every other week, counted from that of the first day, which need not be one of its weekdays.
        var fortnightly = van with { Days = new DutyDays.Weekly([DayOfWeek.Monday, DayOfWeek.Sunday], new(2026, 6, 3), null, 2) };
        Assert.Equal([new(2026, 6, 7), new(2026, 6, 15), new(2026, 6, 21), new(2026, 6, 29)], Enumerable.Range(0, 30).Select(i => monday.AddDays(i)).Where(fortnightly.IsOn));
        Assert.True((van with { Days = new DutyDays.Once(new(2026, 12, 25)) }).IsOn(new(2026, 12, 25)));
    }

    /// <summary>Rules asked one by one of rotas made up at random, by code that shares nothing with the rota but its facts.</summary>
    [Fact]
    public void No_crew_breaks_a_rule_and_a_judgement_holds()
    {
        foreach (var seed in Enumerable.Range(1, 300))
        {
            var random = new Random(seed);
            var people = Enumerable.Range(0, random.Next(1, 7)).Select(i => Somebody($"p{i}") with
            {
                Licence = random.Next(3) switch { 0 => null, 1 => Licence.B, _ => Licence.C },
                MostDutiesAMonth = random.Next(2) == 0 ? random.Next(0, 6) : null,
                Partner = random.Next(3) switch { 0 => null, 1 => bank, _ => grocery },
                HelpsOthers = random.Next(2) == 0,
                Lifts = random.Next(2) == 0 ? Mass.FromKilograms(random.Next(5, 30)) : null,
            }).ToList();
            var duties = Enumerable.Range(0, random.Next(1, 4)).Select(i => van with
            {
                Id = new(Id($"d{i}")),
                Code = $"d{i}",
                Leaves = new(6 + random.Next(8), 0),
                Back = new(15 + random.Next(3), 0),
                LeastPeople = 1 + random.Next(2),
                MostPeople = 2 + random.Next(2),
                Licence = random.Next(3) == 0 ? Licence.C1 : Licence.B,
                Organiser = random.Next(2) == 0 ? grocery : null,
                Heaviest = random.Next(3) == 0 ? Mass.FromKilograms(20) : null,
                Regulars = [.. people.Where(_ => random.Next(3) == 0).Select(x => new Regular(x.Id, random.Next(2) == 0))],
            }).ToList();
            var words = Enumerable.Range(0, random.Next(40)).Select(i => Says(people[random.Next(people.Count)], monday.AddDays(random.Next(20)), (Coming)random.Next(3), i, duties[random.Next(duties.Count)])).ToList();
            var leaves = people.Where(_ => random.Next(4) == 0).Select(x => new Leave(Id($"leave {x.Name}"), x.Id, monday.AddDays(random.Next(10)), monday.AddDays(10 + random.Next(10)))).ToList();
            var rota = new Rota(people, duties, words, leaves);
            var outings = rota.Of(monday, new(2026, 6, 30));
            var again = new Rota(people.AsEnumerable().Reverse(), duties.AsEnumerable().Reverse(), words.AsEnumerable().Reverse(), leaves).Of(monday, new(2026, 6, 30));
            Assert.True(outings.SequenceEqual(again), $"seed {seed}: another order, another rota");
            Check(outings, words, leaves, seed);

            for (var i = 0; i < 10; i++)
            {
                var (who, duty, date, coming) = (people[random.Next(people.Count)], duties[random.Next(duties.Count)], monday.AddDays(random.Next(25)), (Coming)random.Next(2));
                if (rota.Judge(who.Id, duty.Id, date, coming) is not null)
                    continue;
                var after = rota.With(Says(who, date, coming, 59, duty)).Of(monday, new(2026, 6, 30));
                var mate = after.Single(x => x.Duty.Id == duty.Id && x.Date == date).Crew.Single(x => x.Who.Id == who.Id);
                Assert.True(coming == Coming.AsHelper || mate.Drives, $"seed {seed}: {who.Name} should drive");
                Assert.All(outings.Where(x => x.Crew.Any(y => y.Who.Id == who.Id)), x => Assert.Contains(after, y => y.Duty.Id == x.Duty.Id && y.Date == x.Date && y.Crew.Any(z => z.Who.Id == who.Id)));
            }
        }
    }

    static void Check(IReadOnlyList<Outing> outings, List<Attendance> words, List<Leave> leaves, int seed)
    {
        foreach (var outing in outings)
        {
            Assert.True(outing.Crew.Count <= outing.Duty.MostPeople, $"seed {seed}: too many");
            Assert.True(outing.Crew.Count(x => x.Drives) <= 1 && outing.Crew.Select(x => x.Who.Id).Distinct().Count() == outing.Crew.Count, $"seed {seed}: somebody twice");
            foreach (var mate in outing.Crew)
            {
                var last = words.Where(x => x.Duty == outing.Duty.Id && x.Date == outing.Date && x.Volunteer == mate.Who.Id).MaxBy(x => x.ToldAt);
                Assert.True(last is not null ? last.Coming != Coming.NotAtAll : outing.Duty.Regulars.Any(x => x.Volunteer == mate.Who.Id), $"seed {seed}: {mate.Who.Name} never said so");
                Assert.False(leaves.Any(x => x.Volunteer == mate.Who.Id && x.From <= outing.Date && outing.Date <= x.Until), $"seed {seed}: {mate.Who.Name} is away");
                Assert.True(!mate.Drives || mate.Who.Licence >= outing.Duty.Licence, $"seed {seed}: no licence");
                Assert.True(mate.Who.HelpsOthers || mate.Who.Partner is null || outing.Duty.Organiser is null || mate.Who.Partner == outing.Duty.Organiser, $"seed {seed}: lent against the will");
            }
            var gaps = new List<bool>
            {
                !outing.Crew.Any(x => x.Drives), outing.Crew.Count(x => !x.Drives) < outing.Duty.LeastPeople - 1,
                outing.Duty.Heaviest is { } heaviest && outing.Crew.Count > 0 && !outing.Crew.Any(x => x.Who.Lifts is null || x.Who.Lifts >= heaviest),
            };
            Assert.Equal((seed, gaps.Count(x => x)), (seed, outing.Gaps.Count));
        }
        foreach (var mine in outings.SelectMany(x => x.Crew.Select(y => (y.Who, Outing: x))).GroupBy(x => x.Who))
        {
            Assert.True(mine.Key.MostDutiesAMonth is not { } most || mine.Count() <= most, $"seed {seed}: {mine.Key.Name} beyond the limit");
            foreach (var day in mine.GroupBy(x => x.Outing.Date))
                foreach (var (one, other) in day.SelectMany((x, i) => day.Skip(i + 1).Select(y => (x.Outing.Duty, y.Outing.Duty))))
                    Assert.True(one.Back <= other.Leaves || other.Back <= one.Leaves, $"seed {seed}: in two places");
        }
    }
}
