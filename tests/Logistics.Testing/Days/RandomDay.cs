using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Testing.Days;

/// <summary>How large a random day is.</summary>
public sealed record DaySize(int Donors, int Recipients, int Lots, int Needs, int Vans, int Requests)
{
    /// <summary>Small enough to read when a test fails.</summary>
    public static readonly DaySize Small = new(Donors: 3, Recipients: 4, Lots: 6, Needs: 7, Vans: 2, Requests: 4);

    public static readonly DaySize Medium = new(Donors: 12, Recipients: 20, Lots: 40, Needs: 50, Vans: 5, Requests: 12);

    public static readonly DaySize Large = new(Donors: 30, Recipients: 50, Lots: 100, Needs: 120, Vans: 10, Requests: 20);
}

/// <summary>
/// Days in which everything occurs: consent missing or past, full fridges, closed doors, opening windows that touch or lie before the first
/// shift, dates that end today, indivisible lots, smallest shares, urgent needs, several needs at one site, a need where the lot already
/// is, two classes for one need, stock that moves between its owner's sites, vans smaller than a lot, drivers who rest, agreements that ran
/// out, animal food that does not say how it is packed, cold rooms and vans too warm, cars without cold, needs that leave open how they
/// are served, places where nobody can receive. The same seed and size give the same day, everywhere.
/// </summary>
public static class RandomDay
{
    static readonly string[] Kinds = ["minced-meat", "poultry", "offal", "cheese", "shellfish", "cream-pastries", "cooked-chilled-meals", "wine"];

    public static DayDeclarations Make(int seed, DaySize size, RandomDayOptions? options = null) => Builder(seed, size, options).Build();

    /// <summary>The day before it is built, for tests that add to it.</summary>
    public static DayBuilder Builder(int seed, DaySize size, RandomDayOptions? options = null)
    {
        options ??= new RandomDayOptions();
        var random = new Random(seed);
        var radius = 4.0 * Math.Sqrt(size.Donors + size.Recipients);
        var day = new DayBuilder(everybodyConsents: false);
        if (random.Next(4) == 0 && options.Rules)
            day.Policy = day.Policy with { Radius = Distance.FromMetres(radius * 900) };

        var donors = Enumerable.Range(0, size.Donors).Select(i => day.Donor($"donor{i}", At(), At(),
            party: x => x with { ConventionRequired = Chance(25) && options.Rules },
            site: x => (Chance(25) ? x with { OpeningWindows = Hours() } : x) with { Approved = Chance(15) && options.Rules })).ToArray();
        var recipients = Enumerable.Range(0, size.Recipients).Select(i => day.Recipient($"recipient{i}", Chance(5) && options.Rules ? 0 : random.Next(5, 300), At(), At(),
            party: x => Equipped(x with { ReceivedEarlier = Kilograms(random.Next(0, x.AttestedPersons * 4 + 1)), Habilitated = !(Chance(4) && options.Rules) }),
            site: x => x with
            {
                StorageLeft = new StorageLeft(Kilograms(random.Next(20, 400)), Chance(20) ? Mass.Zero : Kilograms(random.Next(5, 150)), Chance(50) ? Mass.Zero : Kilograms(random.Next(5, 80))),
                OpeningWindows = Hours(),
                AcceptedFamilies = [.. Enum.GetValues<Family>().Where(_ => !(Chance(12) && options.Rules))],
                RefusedKinds = Chance(20) && options.Rules ? ["raw-fish", "leafy-vegetables"] : [],
                HandOutDuration = Duration.FromMinutes(30 * random.Next(1, 24)),
                ChilledTo = options.Rules ? Cold() : null,
                Approved = Chance(15) && options.Rules,
                ReceptionLeft = Chance(4) && options.Rules ? Mass.Zero : null,
                // By their number: they leave the rest of a seed's day as it was.
                LeastShare = options.Rules && i % 6 == 4 ? Kilograms(12) : Mass.Zero,
                ReceptionDays = options.Rules && i % 9 == 7 ? [day.Date.AddDays(1).DayOfWeek] : [],
                Hub = Chance(8) && options.Rules ? new Hub(Duration.FromMinutes(30 * random.Next(0, 5)), Kilograms(Chance(30) ? 0 : 500), Docks: 1) { LossPermille = 30 * (i % 3) } : null,
            })).ToArray();
        var depots = recipients.Where(_ => Chance(30)).Select((x, i) => day.Site($"depot{i}", day.PartyOf(x), At(), At(), SiteKind.Depot)).ToArray();
        Site[] givers = [.. donors, .. depots];

        // Consent: a few open doors, else by pairs; some of it is past.
        foreach (var donor in givers)
            if (Chance(30) || !options.Rules)
                day.Consent(donor.Party, null);
            else
                foreach (var recipient in recipients)
                    if (Chance(65))
                        day.Consent(donor.Party, recipient.Party, adjust: x => Agreed(Chance(8) ? x with { ValidUntil = day.Date.AddDays(-1) } : x));

        var lots = new List<Lot>();
        for (var i = 0; i < size.Lots; i++)
        {
            var family = (Family)random.Next(6);
            var temperature = family is Family.Hygiene or Family.Starch ? TemperatureClass.Ambient : (TemperatureClass)(random.Next(100) switch { < 50 => 0, < 90 => 1, _ => 2 });
            var kilograms = Chance(15) ? random.Next(80, 300) : random.Next(2, 60);
            var life = random.Next(100) switch { < 20 => 0, < 45 => 1, < 70 => 3, _ => 20 };
            var date = day.Date.AddDays(life);
            // Hours before the first shift: only who collects can have it. The giver's own door may be closed too.
            var hour = Chance(8) && options.Rules ? 4 : random.Next(7, 13);
            var from = depots.Length > 0 && Chance(25) ? depots[random.Next(depots.Length)] : donors[random.Next(donors.Length)];
            lots.Add(day.Lot($"lot{i}", from, kilograms, family, x => x with
            {
                Kind = Chance(15) ? "raw-fish" : Chance(15) ? "leafy-vegetables" : options.Rules && Chance(25) ? Kinds[random.Next(Kinds.Length)] : "mixed",
                Packing = options.Rules && Chance(20) ? null : Chance(70) || !options.Rules ? Packing.Prepacked : (Packing)random.Next(1, 3),
                AnimalOrigin = Chance(8) && options.Rules,
                Warmest = Chance(10) && options.Rules && temperature == TemperatureClass.Chilled ? Cold() : null,
                Temperature = temperature,
                Date = family is Family.Protein or Family.Dairy && options.Rules ? new DateMark.UseBy(date) : Chance(50) ? new DateMark.BestBefore(date) : new DateMark.KeepsUntil(date),
                PickupWindow = day.Between(hour, hour + random.Next(1, hour < 7 ? 3 : 4)),
                Source = from.Kind == SiteKind.Depot && !(Chance(20) && options.Rules) ? SourceKind.Stock : Chance(15) ? SourceKind.Purchase : SourceKind.Ramasse,
                SmallestShare = Chance(50) && options.Shares ? Kilograms(random.Next(1, 1 + Math.Min(15, kilograms))) : Mass.Zero,
                Indivisible = Chance(15) && options.Shares,
                Crates = Chance(30) && options.Shares ? Math.Max(1, kilograms / random.Next(5, 15)) : 0,
                Volume = Chance(30) && options.Shares ? Volume.FromLitres(kilograms * random.Next(1, 7)) : null,
            }));
        }

        for (var i = 0; i < size.Needs; i++)
        {
            var urgency = options.Urgency && Chance(15) ? (Urgency)random.Next(1, 4) : Urgency.Ordinary;
            var at = recipients[i < recipients.Length ? i : random.Next(recipients.Length)];
            var need = day.Need($"need{i}", at, random.Next(3, Chance(20) ? 200 : 50), (Family)random.Next(6), urgency, x => x with
            {
                Site = Chance(10) && options.Rules ? givers[random.Next(givers.Length)].Id : at.Id,
                Deadline = Chance(20) && options.Rules ? day.At(random.Next(9, 19)) : day.At(19),
                Transfer = (Transfer)(random.Next(100) switch { < 15 => 1, < 30 => 2, _ => 0 }),
            });
            // Every third says no to some lots of its family, every other time not to all of it. No draw, so that days stay what they were.
            if (options.Rules && i % 3 == 0)
                foreach (var (lot, k) in lots.Where(x => x.Family == need.Family).Select((x, k) => (x, k)).Where(x => x.k % 4 == i % 4))
                    day.Decline(lot, need, takes: k % 2 == 0 ? 0 : 3, motive: i % 2 == 0 ? null : "nobody eats that");
        }

        // Where every van is small, shares must be cut in parts to be driven at all.
        var smallVans = options.Shares && Chance(20);
        for (var i = 0; i < size.Vans; i++)
            day.Van($"van{i}", donors[random.Next(donors.Length)], smallVans ? random.Next(5, 25) : random.Next(300, 1200),
                i == 0 ? null : [TemperatureClass.Ambient, TemperatureClass.Chilled],
                vehicle: x => Chilling(Chance(20) && options.Shares ? Narrow(x) : x),
                shift: x => x with
                {
                    Span = Chance(20) && options.Rules ? day.Between(10, 18) : day.Between(7, 18),
                    Breaks = Chance(60) ? [] : Chance(50) ? [Rest(12, 14, 45)] : [Rest(10, 11, 15), Rest(13, 14, 30)],
                });

        var kinds = new[] { EquipmentKind.MobileKitchen, EquipmentKind.MobileCannery, EquipmentKind.ColdRoom };
        for (var i = 0; i < (size.Requests + 3) / 4; i++)
            day.Equipment($"equipment{i}", kinds[random.Next(kinds.Length)], recipients[random.Next(recipients.Length)], x => x with
            {
                Availability = Chance(30) ? [day.Between(8, 12), day.Between(14, 18)] : [day.Between(8, 18)],
                SetUp = Duration.FromMinutes(15 * random.Next(0, 5)),
                Borrowers = Chance(30) ? [.. recipients.Where(_ => Chance(50)).Select(r => r.Party)] : [],
            });
        for (var i = 0; i < size.Requests; i++)
        {
            var from = random.Next(7, 15);
            day.Request($"request{i}", day.PartyOf(recipients[random.Next(recipients.Length)]), kinds[random.Next(kinds.Length)],
                day.Between(from, Math.Min(20, from + random.Next(2, 8))), 15 * random.Next(2, 16));
        }
        if (options.Batches)
            RandomBatches.Add(day, seed, recipients);
        return day;

        ValueList<TimeWindow> Hours() => options.Rules ? random.Next(100) switch
        {
            < 60 => [day.Between(7, 19)],
            < 80 => [day.Between(8, 10), day.Between(14, 16)],
            < 90 => [day.Between(8, 12), day.Between(12, 17)],
            < 96 => [day.Between(5, 6), day.Between(9, 12)],
            _ => [day.Between(5, 6)],
        } : [day.Between(7, 19)];
        Party Equipped(Party party) => !options.Rules ? party : party with
        {
            RedistributesShortDated = Chance(60),
            Collection = random.Next(3) switch
            {
                0 => CollectionMeans.PlainCar,
                1 => new CollectionMeans([], IsothermalBox: true),
                _ => new CollectionMeans([TemperatureClass.Chilled], IsothermalBox: false),
            },
        };
        Consent Agreed(Consent consent) => consent with
        {
            Convention = random.Next(3) switch
            {
                0 => null,
                1 => new Convention("still runs", day.Date.AddDays(-random.Next(0, 300)), Chance(50) ? day.Date.AddDays(random.Next(0, 30)) : null),
                _ => new Convention("has run out", day.Date.AddDays(-400), day.Date.AddDays(-random.Next(1, 60))),
            },
        };
        Temperature? Cold() => random.Next(4) switch { 0 => Temperature.FromCelsius(2), 1 => Temperature.FromCelsius(random.Next(0, 9)), _ => null };
        Vehicle Chilling(Vehicle van) => options.Rules && Chance(40) ? van with { Compartments = [.. van.Compartments.Select(x => x with { ChilledTo = Cold() })] } : van;
        Vehicle Narrow(Vehicle van)
        {
            var capacity = new Load(van.Capacity.Mass, Volume.FromLitres(random.Next(100, 400)), Crates: random.Next(3, 12));
            return van with { Capacity = capacity, Compartments = [.. van.Compartments.Select(x => x with { Capacity = capacity })] };
        }
        Break Rest(int from, int to, int minutes) => new(day.Between(from, to), Duration.FromMinutes(minutes));
        double At() => (random.NextDouble() * 2 - 1) * radius;
        bool Chance(int percent) => random.Next(100) < percent;
        Mass Kilograms(decimal kilograms) => DayBuilder.Kilograms(kilograms);
    }
}

/// <summary>What may occur in a random day.</summary>
/// <param name="Rules">False: nothing but family and storage refuses.</param>
/// <param name="Shares">False: every lot can be split to the gram.</param>
/// <param name="Urgency">False: every need is ordinary.</param>
/// <param name="Batches">True: recipes and people to make them, and equipment that moves, breaks down, is limited and needs approval.</param>
public sealed record RandomDayOptions(bool Rules = true, bool Shares = true, bool Urgency = true, bool Batches = false);
