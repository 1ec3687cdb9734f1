using System.Diagnostics;

namespace Logistics.Routing.Search;

/// <summary>
/// The plan under search: one route for each vehicle, and the absent requests. A change can be taken back: a route is copied the first time
/// it is touched after <see cref="Begin"/>, and <see cref="Rollback"/> puts the copies back.
/// </summary>
sealed class State
{
    public readonly Model Model;
    public readonly Route[] Routes;

    /// <summary>Of a request outside the part of the plan that is searched.</summary>
    public const int Elsewhere = -2;

    /// <summary>Vehicle of each request, -1 when absent, <see cref="Elsewhere"/>.</summary>
    public readonly int[] RouteOf;
    public readonly int[] Absent;
    public int AbsentCount;

    /// <summary>Vehicles with a tour, in no particular order.</summary>
    public readonly int[] Used;
    public int UsedCount;
    readonly int[] usedAt;

    /// <summary>In shares: the tours, the prizes lost, and what unevenness between the tours costs.</summary>
    public long Cost => Model.Balance is { } balance ? sum + balance.Of(this) : sum;

    /// <summary>Of the tours and the prizes lost.</summary>
    long sum;
    public Int128 LeftOut;

    readonly Scheduler scheduler;
    Scope? scope;
    readonly ReloadDropper reloads;
    readonly Stack<Route> spare = new();
    readonly bool[] isTouched;
    readonly List<(int Vehicle, Route Before)> touched = [];
    readonly int[] absentBefore;
    (int, byte)[] aside = [];
    int absentCountBefore;

    /// <summary>How many were absent at <see cref="Begin"/>; they stand first in <see cref="Absent"/> until some are inserted.</summary>
    public int AbsentAtBegin => absentCountBefore;
    long sumBefore;
    Int128 leftOutBefore;

    public State(Model model, Scheduler scheduler)
    {
        Model = model;
        this.scheduler = scheduler;
        reloads = new(model, scheduler);
        Routes = new Route[model.Vehicles];
        isTouched = new bool[model.Vehicles];
        Used = new int[model.Vehicles];
        usedAt = new int[model.Vehicles];
        for (var v = 0; v < model.Vehicles; v++)
        {
            Routes[v] = new Route { Vehicle = v };
            Routes[v].Clear(model);
            Routes[v].Update(model, scheduler);
            usedAt[v] = -1;
        }
        RouteOf = new int[model.Halves];
        Absent = new int[model.Requests];
        absentBefore = new int[model.Requests];
        for (var r = 0; r < model.Requests; r++)
            AddAbsent(r);
    }

    /// <summary>From here on changes can be taken back.</summary>
    public void Begin()
    {
        Debug.Assert(touched.Count == 0);
        (sumBefore, leftOutBefore, absentCountBefore) = (sum, LeftOut, AbsentCount);
        Array.Copy(Absent, absentBefore, AbsentCount);
    }

    public void Commit()
    {
        foreach (var (vehicle, before) in touched)
        {
            isTouched[vehicle] = false;
            spare.Push(before);
        }
        touched.Clear();
    }

    /// <summary>Whether all that was changed since <see cref="Begin"/> came out the same.</summary>
    public bool IsAsBefore()
    {
        if (sum != sumBefore || LeftOut != leftOutBefore)
            return false;
        foreach (var (vehicle, before) in touched)
            if (!Routes[vehicle].HasSequenceOf(before))
                return false;
        return true;
    }

    public void Rollback()
    {
        (sum, LeftOut, AbsentCount) = (sumBefore, leftOutBefore, absentCountBefore);
        Array.Copy(absentBefore, Absent, AbsentCount);
        for (var a = 0; a < AbsentCount; a++)
            RouteOf[Absent[a]] = -1;
        foreach (var (vehicle, before) in touched)
        {
            spare.Push(Routes[vehicle]);
            Routes[vehicle] = before;
            for (var k = 1; k <= before.Count; k++)
                RouteOf[before.Nodes[k] >> 1] = vehicle;
            isTouched[vehicle] = false;
            MarkUsed(vehicle);
        }
        touched.Clear();
    }

    /// <summary>Puts an absent request in; the caller takes it from <see cref="Absent"/>.</summary>
    public void Insert(int request, in Place place)
    {
        var route = Touch(place.Vehicle);
        sum -= route.Cost + Model.Prize[request];
        LeftOut -= Model.LeftOutWeight[request];
        route.Insert(request, place);
        var kept = route.Update(Model, scheduler);
        Debug.Assert(kept, "an insertion was accepted that cannot be kept");
        sum += route.Cost;
        RouteOf[request] = place.Vehicle;
        MarkUsed(place.Vehicle);
    }

    /// <summary>Marks a request as taken out, and its group with it; <see cref="Settle"/> must follow for its vehicle.</summary>
    public void TakeOut(int request)
    {
        var vehicle = RouteOf[request];
        AddAbsent(request);
        if (Model.GroupOf[request] is >= 0 and var group)
            foreach (var member in Model.Groups[group])
                if (RouteOf[member] == vehicle && !Model.Pins.IsPinned(member))
                    AddAbsent(member);
    }

    /// <summary>Drops from a route the requests taken out of it, and brings it up to date.</summary>
    public void Settle(int vehicle)
    {
        var route = Touch(vehicle);
        sum -= route.Cost;
        route.Compact(Model, RouteOf);
        if (!route.Update(Model, scheduler))
            Empty(route);
        sum += route.Cost;
        MarkUsed(vehicle);
    }

    /// <summary>Exchanges parts of two tours, unless a rule stands in the way.</summary>
    public bool TryExchange(int vehicle, int from, int count, int other, int otherFrom, int otherCount)
    {
        var (route, second) = (Touch(vehicle), Touch(other));
        sum -= route.Cost + second.Cost;
        if (aside.Length < route.Size + second.Size)
            aside = new (int, byte)[2 * (route.Size + second.Size)];
        route.Exchange(from, count, second, otherFrom, otherCount, aside);
        var kept = route.Update(Model, scheduler) && second.Update(Model, scheduler);
        if (!kept)
        {
            route.Exchange(from, otherCount, second, otherFrom, count, aside);
            route.Update(Model, scheduler);
            second.Update(Model, scheduler);
        }
        sum += route.Cost + second.Cost;
        for (var k = 1; k <= route.Count; k++)
            RouteOf[route.Nodes[k] >> 1] = vehicle;
        for (var k = 1; k <= second.Count; k++)
            RouteOf[second.Nodes[k] >> 1] = other;
        MarkUsed(vehicle);
        MarkUsed(other);
        return kept;
    }

    /// <summary>Drops the reloads that the changed tours are cheaper without.</summary>
    public void DropReloads()
    {
        foreach (var (vehicle, _) in touched)
        {
            sum -= Routes[vehicle].Cost;
            reloads.Apply(Routes[vehicle]);
            sum += Routes[vehicle].Cost;
        }
    }

    public void TakeOutAll(int vehicle)
    {
        var route = Touch(vehicle);
        sum -= route.Cost;
        Empty(route);
        MarkUsed(vehicle);
    }

    /// <summary>Writes over the whole plan with a kept one, or with a part of it; what lies outside is not there.</summary>
    public void Restore(Snapshot snapshot, Scope? scope = null)
    {
        this.scope = scope;
        (sum, LeftOut, AbsentCount) = (0, 0, 0);
        Array.Fill(RouteOf, scope is null ? -1 : Elsewhere);
        for (var v = 0; v < Model.Vehicles; v++)
        {
            var route = Routes[v];
            var here = IsHere(v) && snapshot.CountOf(v) > 0;
            if (route.Count > 0 || here)
            {
                if (here)
                    snapshot.WriteTo(route);
                else
                    route.Clear(Model);
                route.Update(Model, scheduler);
                MarkUsed(v);
            }
            sum += route.Cost;
            for (var k = 1; k <= route.Count; k++)
                RouteOf[route.Nodes[k] >> 1] = v;
        }
        for (var r = 0; r < Model.Requests; r++)
            if (RouteOf[r] < 0 && (scope is null || scope.Absent[r]))
                AddAbsent(r);
    }

    /// <summary>Whether the vehicle belongs to the part of the plan that is searched.</summary>
    public bool IsHere(int vehicle) => scope is null || scope.Vehicles[vehicle];

    void Empty(Route route)
    {
        for (var k = 1; k <= route.Count; k++)
            if (route.Nodes[k] < Model.FirstReload && RouteOf[route.Nodes[k] >> 1] >= 0 && !Model.Pins.IsPinned(route.Nodes[k] >> 1))
                AddAbsent(route.Nodes[k] >> 1);
        route.Compact(Model, RouteOf);
        route.Update(Model, scheduler);
    }

    void AddAbsent(int request)
    {
        RouteOf[request] = -1;
        Absent[AbsentCount++] = request;
        sum += Model.Prize[request];
        LeftOut += Model.LeftOutWeight[request];
    }

    Route Touch(int vehicle)
    {
        if (isTouched[vehicle])
            return Routes[vehicle];
        isTouched[vehicle] = true;
        var before = Routes[vehicle];
        touched.Add((vehicle, before));
        var copy = spare.TryPop(out var pooled) ? pooled : new Route();
        copy.CopySequence(before);
        return Routes[vehicle] = copy;
    }

    void MarkUsed(int vehicle)
    {
        var isUsed = Routes[vehicle].Count > 0;
        if (isUsed == usedAt[vehicle] >= 0)
            return;
        if (isUsed)
        {
            usedAt[vehicle] = UsedCount;
            Used[UsedCount++] = vehicle;
        }
        else
        {
            var last = Used[--UsedCount];
            Used[usedAt[vehicle]] = last;
            usedAt[last] = usedAt[vehicle];
            usedAt[vehicle] = -1;
        }
    }
}
