using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Matching.Bookings;
using Logistics.Matching.Model;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Transformations;

/// <summary>
/// Batches and requests as optional intervals of one CP-SAT model: no overlap on a piece of equipment, with the ways between sites; one batch at
/// a time at a host; what the owner allows in a day; each lot given out once. Times are milliseconds after the first availability.
/// </summary>
sealed class ScheduleModel
{
    /// <summary>Batches of one candidate, one after another, where there is more than one batch can take.</summary>
    const int MostCopies = 3;

    const int Minute = 60_000;

    readonly MatchingInput input;
    readonly EquipmentCalendar calendar;
    readonly DateTimeOffset origin;
    readonly ConstraintModel model = new();
    readonly List<BatchVariables> batches = [];
    readonly List<RequestVariables> requests = [];

    public ScheduleModel(MatchingInput input, Candidate[] candidates, LotAtRisk[] risks)
    {
        this.input = input;
        calendar = new EquipmentCalendar(input.Day, input.Transfers);
        var spans = RequestSpans();
        origin = candidates.Select(x => x.Span.Begin).Concat(spans.Select(x => x.Span.Begin)).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Min();
        foreach (var candidate in candidates)
            AddBatches(candidate);
        foreach (var (request, equipment, span) in spans)
            AddRequest(request, equipment, span);
        foreach (var answers in requests.GroupBy(x => x.Request.Id))
            model.AtMostOne([.. answers.Select(x => x.Present)]);
        for (var row = 0; row < risks.Length; row++)
            if (batches.SelectMany(x => x.Inputs).Where(x => x.Input.Row == row).Select(x => 1 * x.Grams).ToArray() is { Length: > 0 } shares)
                model.AtMost(risks[row].Left, shares);
        foreach (var host in batches.GroupBy(x => x.Candidate.Host.Id))
            model.NoOverlap([.. host.Select(x => x.Interval)]);
        foreach (var stops in batches.Concat<Stop>(requests).GroupBy(x => x.Equipment.Id))
        {
            Stop[] all = [.. stops];
            model.NoOverlap([.. all.Select(x => x.Interval)]);
            for (var i = 0; i < all.Length; i++)
                for (var j = 0; j < i; j++)
                    FarApart(all[i], all[j]);
            Limits(all);
        }
    }

    public ConstraintModel Model => model;

    public IReadOnlyList<RequestVariables> Requests => requests;

    /// <summary>True when some candidate might be used more often than the model allows: what the engine proves is then no bound.</summary>
    public bool Truncated { get; private set; }

    public bool HasBatches => batches.Count > 0;

    /// <summary>An optional use of equipment at a site.</summary>
    internal abstract record Stop(SharedEquipment Equipment, SiteId Site, PartyId Party, Literal Present, IntegerVariable Start, Interval Interval,
        long First, long Last, long Least)
    {
        /// <summary>Minutes of use when present, else nothing.</summary>
        public abstract Term Minutes { get; }

        public required IntegerVariable End { get; init; }
    }

    internal sealed record BatchVariables(Candidate Candidate, Literal Present, IntegerVariable Start, Interval Interval, long First, long Last, long Least,
        IntegerVariable Used, IntegerVariable Size, (CandidateInput Input, IntegerVariable Grams, Literal Goes)[] Inputs)
        : Stop(Candidate.Equipment, Candidate.Host.Id, Candidate.Host.Party, Present, Start, Interval, First, Last, Least)
    {
        public override Term Minutes => Used;
    }

    internal sealed record RequestVariables(EquipmentRequest Request, SharedEquipment Equipment, SiteId Site, Literal Present, IntegerVariable Start,
        Interval Interval, long First, long Last, long Least) : Stop(Equipment, Site, Request.Party, Present, Start, Interval, First, Last, Least)
    {
        public override Term Minutes => MinutesOf(Request) * Present;
    }

    /// <summary>Grams of one freshness that batches save.</summary>
    public Term[] Saved(Freshness freshness) => [.. batches.SelectMany(x => x.Inputs).Where(x => x.Input.Risk.Freshness == freshness).Select(x => 1 * x.Grams)];

    /// <summary>A thousand times the grams that come out.</summary>
    public Term[] Output() => [.. batches.SelectMany(x => x.Inputs.Select(y => x.Candidate.Recipe.YieldPermille * y.Grams))];

    /// <summary>Whether recipes of different yield compete at all.</summary>
    public bool YieldsDiffer => batches.Select(x => x.Candidate.Recipe.YieldPermille).Distinct().Count() > 1;

    public Term[] Met() => [.. requests.Select(x => (Term)x.Present)];

    /// <summary>Few batches, short, early: an hour for setting a batch up at all, ten times what it lasts, and when everything begins.</summary>
    public Term[] Tidiness() =>
        [.. batches.SelectMany(x => new Term[] { 10 * 60 * Minute * x.Present, 10 * x.Size, 1 * x.Start }), .. requests.Select(x => 1 * x.Start)];

    /// <summary>Minutes of use of each party with attested persons that asks for something or may host a batch, in stable order.</summary>
    public IEnumerable<(int Persons, Term[] Minutes)> Hours() => batches.Concat<Stop>(requests).GroupBy(x => x.Party)
        .Where(x => input.Day[x.Key].AttestedPersons > 0 && x.Any(y => y is RequestVariables))
        .InStableOrder(x => x.Key.Value, input.Seed)
        .Select(x => (input.Day[x.Key].AttestedPersons, x.Select(y => y.Minutes).ToArray()));

    public void Hint(Schedule schedule)
    {
        var used = new HashSet<BatchVariables>();
        foreach (var batch in schedule.Batches.OrderBy(x => x.Begin))
        {
            // Copies of one candidate come one after another, and so do these.
            if (batches.FirstOrDefault(x => x.Candidate == batch.Candidate && !used.Contains(x)) is not { } variables)
                continue;
            used.Add(variables);
            var size = (long)(batch.Period.End - batch.Begin).TotalMilliseconds;
            model.Hint(variables.Present, true);
            model.Hint(variables.Start, At(batch.Begin));
            model.Hint(variables.Size, size);
            model.Hint(variables.End, At(batch.Begin) + size);
            model.Hint(variables.Used, (size - Ms(batch.Candidate.SetUp)) / Minute);
            for (var i = 0; i < batch.Grams.Length; i++)
            {
                model.Hint(variables.Inputs[i].Grams, batch.Grams[i]);
                model.Hint(variables.Inputs[i].Goes, batch.Grams[i] > 0);
            }
        }
        foreach (var absent in batches.Where(x => !used.Contains(x)))
        {
            model.Hint(absent.Present, false);
            model.Hint(absent.Start, absent.First);
            model.Hint(absent.Used, 0);
            foreach (var (_, grams, goes) in absent.Inputs)
            {
                model.Hint(grams, 0);
                model.Hint(goes, false);
            }
        }
        foreach (var request in requests)
            model.Hint(request.Present, schedule.Requests?.Any(x => x.Request.Id == request.Request.Id && x.Equipment.Id == request.Equipment.Id) ?? false);
    }

    public Schedule Read(ConstraintSolution solution) => new(
        [
            .. batches.Where(x => solution[x.Present]).Select(x => new PlannedBatch(x.Candidate, origin.AddMilliseconds(solution[x.Start]),
                [.. x.Inputs.Select(y => solution[y.Grams])])).OrderBy(x => x.Begin).ThenBy(x => x.Candidate.Key, StringComparer.Ordinal),
        ],
        [.. requests.Where(x => solution[x.Present]).Select(x => new PlannedRequest(x.Request, x.Equipment, origin.AddMilliseconds(solution[x.Start])))]);

    List<(EquipmentRequest Request, SharedEquipment Equipment, TimeWindow Span)> RequestSpans() =>
    [
        .. from request in input.Day.Day.EquipmentRequests.InStableOrder(x => x.Id.Value, input.Seed)
           from equipment in input.Day.Day.Equipment.InStableOrder(x => x.Id.Value, input.Seed)
           where equipment.Kind == request.Kind && calendar.LentTo(equipment, request.Party)
               && EquipmentCalendar.ComesTo(equipment, request.Site ?? equipment.Site) && calendar.WithinLimits(equipment, request.Party, request.UseDuration)
           from span in EquipmentBooking.Spans(request, equipment, calendar)
           select (request, equipment, span),
    ];

    void AddRequest(EquipmentRequest request, SharedEquipment equipment, TimeWindow span)
    {
        var size = Ms(EquipmentBooking.SizeOf(request, equipment));
        long first = At(span.Begin), last = At(span.End);
        var present = model.Boolean();
        var (start, end) = (model.Integer(first, last - size), model.Integer(first + size, last));
        var interval = model.Interval(start, ConstraintModel.Fixed(size), end, present);
        requests.Add(new RequestVariables(request, equipment, request.Site ?? equipment.Site, present, start, interval, first, last, size) { End = end });
    }

    void AddBatches(Candidate candidate)
    {
        var atRisk = candidate.Inputs.Sum(x => x.Risk.Left);
        var least = Ms(candidate.SizeOf(candidate.Smallest));
        long first = At(candidate.Span.Begin), last = At(candidate.Span.End);
        // No schedule has more of them than this: smaller than the smallest they cannot be, nor shorter than the shortest.
        var copies = Math.Min((last - first) / Math.Max(1, least), atRisk / candidate.Smallest);
        Truncated |= copies > MostCopies;
        copies = Math.Min(copies, MostCopies);
        BatchVariables? before = null;
        for (var copy = 0; copy < copies; copy++)
        {
            var batch = AddBatch(candidate, first, last, least);
            batches.Add(batch);
            if (before is not null)
            {
                // One order of copies is as good as another.
                model.Implies(batch.Present, before.Present);
                model.AtLeast(0, [1 * batch.Start, -1 * before.End], batch.Present);
            }
            before = batch;
        }
    }

    BatchVariables AddBatch(Candidate candidate, long first, long last, long least)
    {
        var recipe = candidate.Recipe;
        var present = model.Boolean();
        var most = (last - first - Ms(candidate.SetUp)) / Minute;
        most = Math.Min(most, recipe.DurationOf(new Mass(candidate.Largest)).Milliseconds / Minute);
        var used = model.Integer(0, most);
        var size = model.Integer(0, Ms(candidate.SetUp) + most * Minute);
        var start = model.Integer(first, last - least);
        var end = model.Integer(first, last);
        var interval = model.Interval(start, size, end, present);
        model.Exactly(Ms(candidate.SetUp), [1 * size, -Minute * used], present);
        model.Exactly(0, [size], !present);
        model.Exactly(0, [used], !present);

        var inputs = candidate.Inputs.Select(x => (x, model.Integer(0, Math.Min(x.Risk.Left, candidate.Largest)), model.Boolean())).ToArray();
        foreach (var (one, grams, goes) in inputs)
        {
            model.Implies(goes, present);
            model.AtMost(0, [1 * grams, -Math.Min(one.Risk.Left, candidate.Largest) * goes]);
            model.AtLeast(0, [1 * grams, -one.Risk.Smallest * goes]);
            if (At(one.Begin) > first)
                model.AtLeast(At(one.Begin), [start], goes);
            if (At(one.End) < last)
                model.AtMost(At(one.End), [end], goes);
        }
        Term[] total = [.. inputs.Select(x => 1 * x.Item2)];
        model.AtLeast(0, [.. total, -candidate.Smallest * present]);
        model.AtMost(0, [.. total, -candidate.Largest * present]);
        // Minutes = batch + kilograms x (time per kilogram), rounded up: see Recipe.DurationOf.
        var fixedPart = recipe.BatchDuration.Milliseconds * 1000;
        Term[] rounded = [60_000_000 * used, .. inputs.Select(x => -recipe.DurationPerKilogram.Milliseconds * x.Item2)];
        model.Between(fixedPart, fixedPart + 59_999_999, rounded, present);
        return new BatchVariables(candidate, present, start, interval, first, last, least, used, size, inputs) { End = end };
    }

    /// <summary>Two uses of one piece of equipment at different sites leave time for the way between.</summary>
    void FarApart(Stop one, Stop other)
    {
        if (one.Site == other.Site || (one is RequestVariables a && other is RequestVariables b && a.Request.Id == b.Request.Id))
            return;
        var (there, back) = (calendar.Way(one.Site, other.Site), calendar.Way(other.Site, one.Site));
        var before = CanPrecede(one, other, there);
        var after = CanPrecede(other, one, back);
        if (!before && !after)
            model.AtMostOne(one.Present, other.Present);
        else if (!after)
            Precede(one, other, there!.Value, []);
        else if (!before)
            Precede(other, one, back!.Value, []);
        else
        {
            var first = model.Boolean();
            Precede(one, other, there!.Value, [first]);
            Precede(other, one, back!.Value, [!first]);
        }

        bool CanPrecede(Stop x, Stop y, TimeSpan? way) => way is { } known && x.First + x.Least + Ms(known) <= y.Last - y.Least;
        void Precede(Stop x, Stop y, TimeSpan way, Literal[] onlyIf) =>
            model.AtLeast(Ms(way), [1 * y.Start, -1 * x.End], [x.Present, y.Present, .. onlyIf]);
    }

    /// <summary>What the owner allows in a day, in whole minutes, to all and to one.</summary>
    void Limits(Stop[] stops)
    {
        var equipment = stops[0].Equipment;
        if (equipment.MostPerDay is { } most)
            model.AtMost(most.Milliseconds / Minute, [.. stops.Select(x => x.Minutes)]);
        if (equipment.MostPerBorrower is { } each)
            foreach (var borrower in stops.Where(x => x.Party != equipment.Owner).GroupBy(x => x.Party))
                model.AtMost(each.Milliseconds / Minute, [.. borrower.Select(x => x.Minutes)]);
    }

    long At(DateTimeOffset instant) => Ms(instant - origin);

    static long Ms(TimeSpan span) => (long)Math.Ceiling(span.TotalMilliseconds);

    /// <summary>Rounded up: a limit that is kept in whole minutes is kept.</summary>
    static long MinutesOf(EquipmentRequest request) => (request.UseDuration.Milliseconds + Minute - 1) / Minute;
}
