using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Duties;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Planning.Editing;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>The dispatcher's board: the day's rounds as lanes, changed by plain forms. The page's script sends the same forms, and asks for the board alone in answer.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class PlanModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, EditDesk desk, SolveRoom solves, QuestionLetters questions, TimeProvider clock, IEngine engine, RotaDesk rota)
    : DayPageModel(shelf, door, board, settings)
{
    /// <summary>Sent by the script: it wants the board and not the page around it, and of that no lane whose mark is in the value.</summary>
    const string PartHeader = "X-Board";

    /// <summary>What an address may have the page say.</summary>
    static readonly string[] sayable =
    [
        .. Enum.GetValues<ChangeKind>().Select(kind => $"Board.Done.{kind}"), "Board.SolveBegun", "Board.SolveStopping", "Board.Applied",
        "Problem.TooManySolves", "Problem.DayMovedOn", "Problem.NothingToApply", "Problem.AlreadySo",
    ];

    string? said;
    Task<Beside>? beside;
    string? others;

    public BoardScreen Screen { get; private set; } = null!;

    /// <summary>What became of the last change; null: none was asked for.</summary>
    public string? Said { get; private set; }

    /// <summary>Whether <see cref="Said"/> tells of a change that was not made.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Who put the plan in force, and when.</summary>
    public string Made { get; private set; } = "";

    /// <summary>Whether something was declared since the plan was made.</summary>
    public bool IsOld { get; private set; }

    /// <summary>Whether the last change can be taken back by who looks at it.</summary>
    public bool CanUndo => Real!.Plan.Change is { Over: not null } change && change.By == User.Person();

    public bool CanRedo => Real!.Plan.Change is { Next: not null } change && change.By == User.Person();

    /// <summary>The latest solve of the day that is not over and applied; null: there is none.</summary>
    public Solve? Solve { get; private set; }

    public SolvesApi.Difference? Difference { get; private set; }

    public MapDrawing Drawing => MapDrawing.Of(DayScreen.RoutesOf(Real!, null), new DayPositions(Real!.Index), engine.MainRoads);

    /// <summary>How the rounds go, by shift.</summary>
    public DayProgress Underway { get; private set; } = null!;

    /// <summary>Duties that do not leave: named before all else.</summary>
    public IReadOnlyList<Outing> NotLeaving { get; private set; } = [];

    public string Address => $"/plan/{Real!.Plan.Date:yyyy-MM-dd}";

    bool IsPart => Request.Headers.ContainsKey(PartHeader);

    /// <param name="fait">The name of what was done before the page was shown again.</param>
    public async Task<IActionResult> OnGetAsync(string date, string? fait, CancellationToken cancellation)
    {
        if (!await FindAsync(date, cancellation))
            return NotFound();
        if (fait is not null && sayable.Contains(fait))
            Tell(fait);
        return await ShowAsync(cancellation);
    }

    /// <param name="plan">The plan that was seen.</param>
    /// <param name="geste">What is done.</param>
    /// <param name="arret">Halts that are chosen: shift and number.</param>
    /// <param name="envoi">Shipments of no lane that are chosen.</param>
    /// <param name="vers">The lane they go to.</param>
    /// <param name="place"><c>mieux</c>, <c>debut</c>, <c>fin</c>, or the number of the halt they follow.</param>
    /// <param name="voie">The lane that is meant.</param>
    /// <param name="avec">The lane it is exchanged with.</param>
    /// <param name="calcul">The solve that was seen.</param>
    /// <param name="ronde">Lanes of it that are chosen.</param>
    public async Task<IActionResult> OnPostAsync(
        string date, Guid? plan, string? geste, string[]? arret, Guid[]? envoi, Guid? vers, string? place, Guid? voie, Guid? avec, int? secondes, Guid? calcul, Guid[]? ronde,
        CancellationToken cancellation)
    {
        if (!await FindAsync(date, cancellation))
            return NotFound();
        var asked = Real!.Plan.Date;
        // No change by hand alters it: it is read while that is made.
        beside = IsPart ? ReadBesideAsync(cancellation) : null;
        // A colleague may have asked for another meanwhile: what is applied is what was looked at.
        var shown = calcul is { } known ? solves.Find(known) is { } one && one.Date == asked ? one : null : solves.Latest(asked);
        switch (geste)
        {
            case "calculer":
                Tell(solves.Ask(asked, secondes is { } s ? TimeSpan.FromSeconds(Math.Clamp(s, 1, 600)) : Settings.PlanTime, [.. Real.Declared.Day.Territories.Select(x => x.Id)]) is null ? "Problem.TooManySolves" : "Board.SolveBegun");
                return await DoneAsync(cancellation);
            case "arreter":
                solves.Latest(asked)?.Stop();
                Tell("Board.SolveStopping");
                return await DoneAsync(cancellation);
            case "abandonner":
                solves.Latest(asked)?.End(SolveState.Stopped);
                return await DoneAsync(cancellation);
            case "appliquer":
                Tell(await SolvesApi.PutAsync(shown, Door, questions, User.Person(), cancellation) switch
                {
                    ApplyOutcome.InForce => "Board.Applied",
                    ApplyOutcome.DayMovedOn => "Problem.DayMovedOn",
                    _ => "Problem.NothingToApply",
                });
                await FindAsync(date, cancellation);
                return await DoneAsync(cancellation);
        }
        var seen = new PlanId(plan ?? Guid.Empty);
        var outcome = geste switch
        {
            "annuler" => await desk.RestoreAsync(asked, seen, ChangeKind.Undone, User.Person(), cancellation),
            "refaire" => await desk.RestoreAsync(asked, seen, ChangeKind.Redone, User.Person(), cancellation),
            _ when seen != Real.Plan.Id => new HandOutcome.ChangedMeanwhile(Real),
            "appliquer-rondes" when shown is not null && ronde is { Length: > 0 } => await desk.TakeAsync(shown, seen, [.. ronde.Select(x => new ShiftId(x))], User.Person(), cancellation),
            _ => EditsOf(geste, arret ?? [], envoi ?? [], vers, place, voie, avec) is { Count: > 0 } edits ? await desk.EditAsync(asked, seen, edits, User.Person(), cancellation) : new HandOutcome.NothingThere(),
        };
        switch (outcome)
        {
            case HandOutcome.InForce { Day: var now }:
                Show(now);
                Tell($"Board.Done.{now.Plan.Change!.Kind}");
                break;
            case HandOutcome.ChangedMeanwhile { Now: var now }:
                Show(now);
                (Said, IsRefused) = (Texts.Format("Board.ChangedMeanwhile", await EditsApi.WhoAsync(now, Door, cancellation)), true);
                Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                break;
            case HandOutcome.NotYours { Now: var now }:
                (Said, IsRefused) = (Texts.Format("Board.NotYours", await EditsApi.WhoAsync(now, Door, cancellation)), true);
                break;
            case HandOutcome.OnlyWhole { Why: var why }:
                (Said, IsRefused) = ($"{Texts.Get("Problem.OnlyWhole")} {why}", true);
                break;
            case HandOutcome.DayMovedOn or HandOutcome.AlreadySo:
                Tell(outcome is HandOutcome.DayMovedOn ? "Problem.DayMovedOn" : "Problem.AlreadySo");
                IsRefused = true;
                break;
            case HandOutcome.MakesNoSense { Why: var why }:
                Tell($"Problem.{EditsApi.NameOf(why)}");
                IsRefused = true;
                break;
            default:
                Tell(geste == "appliquer-rondes" ? "Board.NoLaneChosen" : "Board.NothingChosen");
                IsRefused = true;
                break;
        }
        return await DoneAsync(cancellation);
    }

    void Tell(string name) => (said, Said) = (name, Texts.Get(name));

    /// <summary>The board of a day is all territories': for who dispatches all of them.</summary>
    async Task<bool> FindAsync(string date, CancellationToken cancellation) =>
        await FindDayAsync(date, cancellation) && Real is not null && DaysApi.IsAllOf(HttpContext, Whole!.Declared.Day);

    List<PlanEdit> EditsOf(string? what, string[] stops, Guid[] shipments, Guid? to, string? place, Guid? lane, Guid? with)
    {
        var visits = stops.SelectMany(VisitsOf).Concat(shipments.Select(x => new LaneVisit(ActivityKind.Pickup, new(x)))).ToValueList();
        var free = shipments.Select(x => new ShipmentId(x));
        return what switch
        {
            "deplacer" when to is { } shift && visits.Count > 0 => [new PlanEdit.Move(visits, new(shift), PlaceOf(shift, place))],
            "placer" when shipments.Length > 0 => [new PlanEdit.Place([.. free])],
            "retirer" when visits.Count > 0 => [new PlanEdit.TakeOff([.. visits.Select(x => x.Shipment).Except(free).Distinct()])],
            "echanger" when (lane, with) is ({ } one, { } other) => [new PlanEdit.Swap(new(one), new(other))],
            "tenir" when lane is { } shift => [new PlanEdit.Keep(new(new(shift)))],
            "liberer" when lane is { } shift => [.. Real!.Plan.Holds.Where(hold => hold.Shift.Value == shift).Select(hold => new PlanEdit.Release(hold))],
            "tenir-arret" => [.. stops.SelectMany(stop => VisitsOf(stop).Select(x => x.Shipment).Distinct().Select(x => new PlanEdit.Keep(new(new(ShiftOf(stop)), x))))],
            _ => [],
        };
    }

    static Guid ShiftOf(string stop) => Guid.TryParse(stop.Split(':')[0], out var shift) ? shift : default;

    /// <summary>All that is done at a halt; nothing where there is none such.</summary>
    IEnumerable<LaneVisit> VisitsOf(string stop)
    {
        var route = Real!.Plan.Routes.FirstOrDefault(x => x.Shift.Value == ShiftOf(stop));
        return stop.Split(':') is [_, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && route is not null && at > 0 && at < route.Stops.Count - 1
            ? route.Stops[at].Activities.Select(x => new LaneVisit(x.Kind, x.Shipment)).Distinct() : [];
    }

    LanePlace PlaceOf(Guid shift, string? place) => place switch
    {
        "debut" or "0" => new LanePlace.First(),
        "fin" => new LanePlace.Last(),
        { } number when VisitsOf($"{shift}:{number}").ToList() is [.., var last] => new LanePlace.After(last),
        _ => new LanePlace.Best(),
    };

    /// <summary>A reload of the page must not send the form again; the script asks for no page.</summary>
    async Task<IActionResult> DoneAsync(CancellationToken cancellation)
    {
        if (IsPart || Response.StatusCode != StatusCodes.Status200OK || IsRefused)
            return await ShowAsync(cancellation);
        return LocalRedirect(said is null ? Address : $"{Address}?fait={said}");
    }

    /// <summary>What the board shows beside the plan.</summary>
    /// <param name="Of">The day that it was read for.</param>
    sealed record Beside(DayIndex Of, DayNews News, IReadOnlyList<Outing> NotLeaving);

    async Task<Beside> ReadBesideAsync(CancellationToken cancellation)
    {
        var declared = Real!.Declared;
        var (news, notLeaving) = (DayNews.ReadAsync(Real.Plan.Date, Door.Store, cancellation), rota.NotLeavingAsync(declared.Day, cancellation));
        return new(declared, await news, await notLeaving);
    }

    async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        desk.Prepare(Real!);
        var (made, days) = (EditsApi.WhoAsync(Real!, Door, cancellation), Shelf.DaysAsync(cancellation));
        beside ??= ReadBesideAsync(cancellation);
        Screen = new(Real!, Say);
        Made = await made;
        IsOld = (await days).FirstOrDefault(day => day.Date == Real!.Plan.Date)?.NeedsPlan == true;
        Solve = solves.Latest(Real!.Plan.Date) is { State: not SolveState.Applied } solve ? solve : null;
        Difference = Solve?.Result is { } result ? SolvesApi.DifferenceOf(Real, result.Found) : null;
        // A colleague's plan, one that is taken back to, or a solve's may be of a day that was declared anew.
        var read = await beside;
        if (read.Of != Real!.Declared)
            read = await ReadBesideAsync(cancellation);
        NotLeaving = read.NotLeaving;
        Underway = await DayProgress.OfAsync(Real, read.News, Shelf, clock.GetUtcNow(), cancellation);
        return IsPart ? Partial("_Board", this) : Page();
    }

    /// <summary>The same as long as all that a lane shows is the same, but for the plan's own id: what a page has already is not sent to it again.</summary>
    public string MarkOf(BoardLane lane)
    {
        others ??= string.Join('|', Screen.Lanes.Select(x => $"{x.Shift.Value} {x.Driver} {x.Vehicle}"));
        var shown = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Say.Culture.Name,
            Lane = lane with { Route = null },
            Round = lane.Route is { } route ? $"{route.Id.Value} {route.Number} {route.Departure} {route.Return} {route.Distance.Decimetres} {route.Duration.Milliseconds}" : null,
            Progress = Underway[lane.Shift] is { } round ? ProgressOf(round) : null,
            Others = others,
        });
        return Convert.ToHexString(SHA256.HashData(shown))[..16];
    }

    /// <summary>Whether who asked has this lane as it is.</summary>
    public bool IsKnown(string mark) => Request.Headers[PartHeader].ToString().Split(' ').Contains(mark);

    static string ProgressOf(RoundProgress round) => string.Join('|', string.Join(',', round.Done.Order()), round.Left, round.Late, round.Acknowledged, string.Join(',', round.Incidents.Select(x => x.Id.Value)));

    /// <summary>What a lane is made of: the plan, which never changes, and how its round goes.</summary>
    public string LaneKey(ShiftId shift) => $"{Real!.Plan.Id.Value}|{shift.Value}{(Underway[shift] is { } round ? $"|{ProgressOf(round)}" : "")}";
}
