using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Formats.Instances;

namespace Logistics.Formats.Vroom;

/// <summary>What came of reading VROOM's JSON.</summary>
public abstract record VroomReading
{
    VroomReading() { }

    public sealed record Accepted(VroomQuestion Question) : VroomReading;

    /// <param name="Problems">At least one; the pointer is a JSON pointer.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : VroomReading;
}

/// <summary>
/// Reads VROOM's JSON. Keys that VROOM does not know are passed over, as VROOM does; what VROOM knows and this engine does not is refused, never dropped.
/// </summary>
public static class VroomReader
{
    const int MostSeconds = Routing.Problem.Horizon / 4;

    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static VroomReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture = null) =>
        Read(file, culture, (input, problems) =>
        {
            if (input.IsPlan)
                return new(input, null);
            VroomRefusals.Tell(input, problems);
            return problems.Any ? null : VroomModel.Of(input);
        });

    /// <summary>For judging routes alone: what only the search cannot keep is no problem. The question has no <see cref="VroomQuestion.Problem"/>.</summary>
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static VroomReading ReadToJudge(ReadOnlyMemory<byte> file, CultureInfo? culture = null) => Read(file, culture, (input, _) => new(input, null));

    static VroomReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture, Func<VroomInput, ProblemList, VroomQuestion?> ask)
    {
        var problems = InstanceReader.ProblemsIn(culture);
        try
        {
            using var json = Parse(file);
            var input = Input(new(json.RootElement, "", problems), problems);
            var question = ask(input, problems);
            if (!problems.Any && question is not null)
                return new VroomReading.Accepted(question);
        }
        catch (JsonException exception)
        {
            problems.Add(InstanceCodes.NotJson, "", exception.Message);
        }
        return new VroomReading.Rejected(problems.All().ToValueList());
    }

    /// <summary>A byte-order mark before the JSON is passed over.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return JsonDocument.Parse(file.Span.StartsWith(mark) ? file[mark.Length..] : file);
    }

    static VroomInput Input(VroomCursor root, ProblemList problems)
    {
        var matrices = Matrices(root);
        var requests = new List<VroomRequest>();
        if (!root.Is(JsonValueKind.Object, "object"))
            return new() { Requests = requests, Vehicles = [], Matrices = matrices };
        foreach (var job in root.Items("jobs"))
            requests.Add(Job(job));
        foreach (var shipment in root.Items("shipments"))
            requests.Add(Shipment(shipment));
        var vehicles = (root.Require("vehicles")?.Items() ?? []).Select(Vehicle).ToList();
        if (vehicles.Count == 0 && root.Find("vehicles") is not null)
            root.Report(InstanceCodes.MissingKey, "vehicles");
        foreach (var name in vehicles.Select(vehicle => vehicle.Profile).Distinct().Where(name => !matrices.ContainsKey(name)))
            root.Report(InstanceCodes.NeedsMatrix, name);
        var input = new VroomInput
        {
            Requests = requests,
            Vehicles = vehicles,
            Matrices = matrices,
            IsPlan = root.Find("options")?.Find("c") is { Element.ValueKind: JsonValueKind.True },
        };
        return input with { Dimensions = VroomFit.Check(input, problems) };
    }

    static Dictionary<string, VroomMatrix> Matrices(VroomCursor root)
    {
        var matrices = new Dictionary<string, VroomMatrix>();
        if (root.Find("matrix") is { } old && Square(old) is { Values: { } seconds, Size: var rows })
            matrices["car"] = new(rows, seconds, null, null);
        if (root.Find("matrices") is not { } all || !all.Is(JsonValueKind.Object, "object"))
            return matrices;
        foreach (var profile in all.Element.EnumerateObject())
        {
            var at = all.Find(profile.Name)!.Value;
            if (at.Require("durations") is not { } durations || Square(durations) is not { Values: { } values, Size: var size })
                continue;
            matrices[profile.Name] = new(size, values, Other("distances"), Other("costs"));

            int[]? Other(string name)
            {
                if (at.Find(name) is not { } found || Square(found) is not { Values: { } cells, Size: var others })
                    return null;
                if (others == size)
                    return cells;
                found.Report(InstanceCodes.WrongCount, others, size);
                return null;
            }
        }
        return matrices;
    }

    static (int Size, int[]? Values) Square(VroomCursor at)
    {
        var rows = at.Items();
        if (rows.Count is 0 or > InstanceReader.MostNodes)
        {
            at.Report(InstanceCodes.OutOfRange, rows.Count, 1, InstanceReader.MostNodes);
            return (rows.Count, null);
        }
        var values = new int[rows.Count * rows.Count];
        var sound = true;
        for (var i = 0; i < rows.Count; i++)
        {
            if (!rows[i].Is(JsonValueKind.Array, "array"))
            {
                sound = false;
                continue;
            }
            if (rows[i].Element.GetArrayLength() != rows.Count)
            {
                rows[i].Report(InstanceCodes.WrongCount, rows[i].Element.GetArrayLength(), rows.Count);
                sound = false;
                continue;
            }
            var j = 0;
            foreach (var cell in rows[i].Element.EnumerateArray())
            {
                if (cell.ValueKind == JsonValueKind.Number && cell.TryGetInt32(out var value) && value >= 0 && value <= MostSeconds)
                    values[i * rows.Count + j] = value;
                else
                {
                    rows[i].Report(InstanceCodes.OutOfRange, cell.ToString(), 0, MostSeconds);
                    sound = false;
                }
                j++;
            }
        }
        return (rows.Count, sound ? values : null);
    }

    static VroomRequest Job(VroomCursor at)
    {
        var delivery = Amounts(at, "delivery");
        return new(Task(at, VroomKind.Job), null)
        {
            Brought = delivery.Length > 0 ? delivery : Amounts(at, "amount"),
            Taken = Amounts(at, "pickup"),
            Skills = Skills(at),
            Priority = (int)(at.Whole("priority", 0, 100) ?? 0),
        };
    }

    static VroomRequest Shipment(VroomCursor at)
    {
        var pickup = at.Require("pickup") is { } first ? Task(first, VroomKind.Pickup) : new(VroomKind.Pickup, 0);
        var delivery = at.Require("delivery") is { } second ? Task(second, VroomKind.Delivery) : new(VroomKind.Delivery, 0);
        return new(pickup, delivery) { Amount = Amounts(at, "amount"), Skills = Skills(at), Priority = (int)(at.Whole("priority", 0, 100) ?? 0) };
    }

    static VroomTask Task(VroomCursor at, VroomKind kind)
    {
        return new(kind, at.Id() ?? 0)
        {
            Pointer = at.Pointer,
            Description = at.Text("description"),
            Coordinates = Coordinates(at, "location"),
            Place = (int)(at.Require("location_index")?.Whole(0, InstanceReader.MostNodes) ?? 0),
            SetUp = Duration(at, "setup"),
            Service = Duration(at, "service"),
            Windows = Windows(at),
        };
    }

    static VroomDuration Duration(VroomCursor at, string name)
    {
        var usual = (int)(at.Whole(name, 0, MostSeconds) ?? 0);
        var perType = new Dictionary<string, int>();
        if (at.Find($"{name}_per_type") is { } map && map.Is(JsonValueKind.Object, "object"))
            foreach (var type in map.Element.EnumerateObject())
                perType[type.Name] = (int)(map.Whole(type.Name, 0, MostSeconds) ?? usual);
        return new(usual, perType);
    }

    static VroomVehicle Vehicle(VroomCursor at)
    {
        var costs = at.Find("costs");
        if (at.Find("start_index") is null && at.Find("end_index") is null)
            at.Report(InstanceCodes.MissingKey, "start_index");
        var window = at.Find("time_window") is { } hours ? Window(hours) : null;
        return new(at.Id() ?? 0)
        {
            Pointer = at.Pointer,
            Description = at.Text("description"),
            Profile = at.Text("profile") ?? "car",
            Type = at.Text("type"),
            Start = (int?)at.Whole("start_index", 0, InstanceReader.MostNodes),
            End = (int?)at.Whole("end_index", 0, InstanceReader.MostNodes),
            StartCoordinates = Coordinates(at, "start"),
            EndCoordinates = Coordinates(at, "end"),
            Capacity = Amounts(at, "capacity"),
            Skills = Skills(at),
            Window = window,
            Breaks = Breaks(at, window),
            SpeedFactor = at.Find("speed_factor")?.Number(0.01, 5) ?? 1,
            CostFixed = costs?.Whole("fixed", 0, VroomModel.DearestFixed) ?? 0,
            CostPerHour = costs?.Whole("per_hour", 0, VroomModel.DearestHour) ?? 3600,
            CostPerKilometre = costs?.Whole("per_km", 0, VroomModel.DearestKilometre) ?? 0,
            CostPerTaskHour = costs?.Whole("per_task_hour", 0, VroomModel.DearestHour) ?? 0,
            MaxTasks = (int?)at.Whole("max_tasks", 0, int.MaxValue),
            MaxTravelTime = at.Whole("max_travel_time", 0, uint.MaxValue),
            MaxDistance = at.Whole("max_distance", 0, uint.MaxValue),
            Steps = [.. at.Items("steps").Select(Step).OfType<VroomStep>()],
        };
    }

    static List<VroomBreak> Breaks(VroomCursor vehicle, VroomWindow? hours)
    {
        var breaks = new List<VroomBreak>();
        foreach (var at in vehicle.Items("breaks"))
        {
            var windows = Windows(at);
            breaks.Add(new(
                at.Id() ?? 0, windows.Count > 0 ? windows : [hours ?? new(0, long.MaxValue)], (int)(at.Whole("service", 0, MostSeconds) ?? 0), at.Text("description"),
                at.Find("max_load") is null ? null : Amounts(at, "max_load")));
        }
        breaks.Sort((a, b) => (a.Window.From, a.Window.To).CompareTo((b.Window.From, b.Window.To)));
        foreach (var twice in breaks.GroupBy(each => each.Id).Where(group => group.Count() > 1))
            vehicle.Report(InstanceCodes.Repeated, twice.Key);
        return breaks;
    }

    static VroomStep? Step(VroomCursor at)
    {
        var type = at.Text("type");
        if (type is "start" or "end")
            return null;
        VroomKind? kind = type switch { "job" => VroomKind.Job, "pickup" => VroomKind.Pickup, "delivery" => VroomKind.Delivery, "break" => VroomKind.Break, _ => null };
        if (kind is null)
            at.Report(InstanceCodes.UnknownWord, type ?? "", "start, job, pickup, delivery, break, end");
        return kind is { } known && at.Id() is { } id
            ? new(known, id, at.Whole("service_at", 0, long.MaxValue), at.Whole("service_after", 0, long.MaxValue), at.Whole("service_before", 0, long.MaxValue))
            : null;
    }

    static long[] Amounts(VroomCursor at, string name) => [.. at.Items(name).Select(item => item.Whole(0, Routing.Problem.LargestLoad) ?? 0)];

    static int[] Skills(VroomCursor at) => [.. at.Items("skills").Select(item => (int)(item.Whole(0, int.MaxValue) ?? 0))];

    static double[]? Coordinates(VroomCursor at, string name) =>
        at.Find(name) is { } found ? [.. found.Items().Select(item => item.Number(double.MinValue, double.MaxValue) ?? 0)] : null;

    /// <summary>In order; those that touch are one.</summary>
    static List<VroomWindow> Windows(VroomCursor task)
    {
        var result = new List<VroomWindow>();
        foreach (var at in task.Items("time_windows"))
        {
            if (Window(at) is not { } window)
                continue;
            if (result.Count > 0 && window.From < result[^1].To)
                at.Report(InstanceCodes.EmptyWindow, window.From, window.To);
            else if (result.Count > 0 && window.From <= result[^1].To + 1)
                result[^1] = new(result[^1].From, window.To);
            else
                result.Add(window);
        }
        return result;
    }

    static VroomWindow? Window(VroomCursor at)
    {
        var ends = at.Items();
        if (ends.Count != 2)
        {
            at.Report(InstanceCodes.WrongCount, ends.Count, 2);
            return null;
        }
        if (ends[0].Whole(0, long.MaxValue / 4) is not { } from || ends[1].Whole(0, long.MaxValue / 4) is not { } to)
            return null;
        if (from <= to)
            return new(from, to);
        at.Report(InstanceCodes.EmptyWindow, from, to);
        return null;
    }
}
