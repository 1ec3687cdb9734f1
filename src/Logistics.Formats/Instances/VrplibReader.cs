using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>
/// TSPLIB's sections as CVRPLIB and PyVRP extended them. What is there is read; a section or field that is not understood is refused, since leaving a rule out
/// would solve another problem. Nodes and vehicles are numbered from 1 here, in solution files nodes from 0.
/// </summary>
sealed class VrplibReader
{
    /// <summary>Say nothing about the problem itself.</summary>
    static readonly string[] Remarks = ["NAME", "COMMENT", "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE", "DISPLAY_DATA"];

    static readonly string[] Understood =
    [
        "TYPE", "DIMENSION", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT", "EDGE_WEIGHT", "NODE_COORD", "DEMAND", "DEPOT", "CAPACITY", "DISTANCE", "VEHICLES",
        "SERVICE_TIME", "TIME_WINDOW", "RELEASE_TIME", "PRIZE",
        "VEHICLES_DEPOT", "VEHICLES_MAX_DURATION", "VEHICLES_MAX_DISTANCE", "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST",
        "VEHICLES_ALLOWED_CLIENTS", "VEHICLES_RELOAD_DEPOT", "VEHICLES_MAX_RELOADS",
    ];

    /// <summary>Their meaning is in their sections alone. Others (open routes, backhauls, several commodities) change the rules.</summary>
    static readonly string[] Types =
    [
        "VRP", "CVRP", "ACVRP", "DCVRP", "DVRP", "VRPTW", "CVRPTW", "MDVRP", "MDVRPTW", "HFVRP", "HFVRPTW", "SDVRP", "SDVRPTW", "PCVRP", "PCVRPTW",
        "MTVRP", "MTVRPTW", "MTVRPTWR", "VRPRD",
    ];

    readonly VrplibSections sections;
    readonly ProblemList problems;
    readonly string name;

    VrplibReader(string name, VrplibSections sections, ProblemList problems) => (this.name, this.sections, this.problems) = (name, sections, problems);

    public static Draft? Read(string name, IReadOnlyList<TextLine> lines, ProblemList problems)
    {
        var sections = VrplibSections.Of(lines, problems);
        foreach (var (word, line) in sections.Names)
            if (!Understood.Contains(word) && !Remarks.Contains(word))
                problems.Add(InstanceCodes.UnknownSection, line.Pointer, word);
        return new VrplibReader(name, sections, problems).Read();
    }

    Draft? Read()
    {
        if (sections.Text("TYPE") is { } type && !Types.Contains(type))
            problems.Add(InstanceCodes.UnknownWord, sections.LineOf("TYPE")!.Pointer, type, string.Join(", ", Types));
        if (!sections.Has("DIMENSION"))
            problems.Add(InstanceCodes.Missing, "", "DIMENSION");
        if (sections.Whole("DIMENSION", 1, InstanceReader.MostNodes) is not { } dimension)
            return null;
        var matrix = Matrix(dimension);
        var nodes = Nodes(dimension);
        if (nodes is null || problems.Any)
            return null;
        var vehicles = Vehicles(nodes);
        if (problems.Any)
            return null;

        var money = sections.Has("PRIZE") || sections.Has("VEHICLES_FIXED_COST") || sections.Has("VEHICLES_UNIT_DISTANCE_COST");
        var timed = sections.Has("SERVICE_TIME") || sections.Has("TIME_WINDOW") || sections.Has("RELEASE_TIME") || sections.Has("VEHICLES_MAX_DURATION");
        return new()
        {
            Name = sections.Text("NAME") ?? name,
            Format = InstanceFormat.Vrplib,
            Nodes = nodes,
            Vehicles = vehicles,
            Matrix = matrix,
            HasTimes = timed,
            RoutesNameVehicles = sections.Has("VEHICLES") && vehicles.Select(vehicle => vehicle.Kind).Distinct().Skip(1).Any(),
            Convention = DefaultConvention(matrix, timed || money),
            Objective = money ? Objective.Cost : Objective.Distance,
        };
    }

    /// <summary>As the best-known table of the type counts: CVRPLIB rounds, DIMACS and the sets after it cut to tenths, PyVRP's rich sets count thousandths.</summary>
    Convention DefaultConvention(double[]? matrix, bool rich) =>
        matrix is not null ? matrix.All(double.IsInteger) ? Convention.Integer : Convention.Double
        : sections.Text("TYPE") is "VRPTW" or "CVRPTW" or "PCVRPTW" or "MTVRPTW" or "MTVRPTWR" ? Convention.Dimacs
        : rich || sections.Has("VEHICLES_DEPOT") ? Convention.Exact : Convention.Rounded;

    double[]? Matrix(int dimension)
    {
        var kind = sections.Text("EDGE_WEIGHT_TYPE") ?? (sections.Has("EDGE_WEIGHT") ? "EXPLICIT" : "EUC_2D");
        if (kind == "EUC_2D")
            return null;
        if (kind != "EXPLICIT")
        {
            problems.Add(InstanceCodes.UnknownWord, sections.LineOf("EDGE_WEIGHT_TYPE")!.Pointer, kind, "EUC_2D, EXPLICIT");
            return null;
        }
        if (sections.SectionOf("EDGE_WEIGHT") is { } weights)
            return VrplibMatrix.Read(weights, sections.Text("EDGE_WEIGHT_FORMAT") ?? "FULL_MATRIX", dimension, problems);
        problems.Add(InstanceCodes.Missing, "", "EDGE_WEIGHT_SECTION");
        return null;
    }

    List<DraftNode>? Nodes(int dimension)
    {
        var places = sections.Rows("NODE_COORD", dimension, 3);
        if (places is null && sections.Text("EDGE_WEIGHT_TYPE") is null or "EUC_2D")
            problems.Add(InstanceCodes.Missing, "", "NODE_COORD_SECTION");
        var depots = Depots(dimension);
        var windows = sections.Rows("TIME_WINDOW", dimension, 3);
        foreach (var window in windows ?? [])
            if (window is { } row && !(0 <= row.Numbers[1] && row.Numbers[1] <= row.Numbers[2]))
                problems.Add(InstanceCodes.EmptyWindow, row.Line.Pointer, row.Numbers[1], row.Numbers[2]);
        var demands = sections.EachWhole("DEMAND", dimension);
        var (services, releases, prizes) = (sections.Each("SERVICE_TIME", dimension), sections.Each("RELEASE_TIME", dimension), sections.Each("PRIZE", dimension));
        if (problems.Any)
            return null;
        return [.. Enumerable.Range(0, dimension).Select(k => new DraftNode
        {
            X = places?[k]!.Value.Numbers[1] ?? 0,
            Y = places?[k]!.Value.Numbers[2] ?? 0,
            Demand = depots.Contains(k) ? 0 : demands?[k] ?? 0,
            Ready = windows?[k]!.Value.Numbers[1] ?? 0,
            Due = windows?[k]!.Value.Numbers[2] ?? double.PositiveInfinity,
            // A single service time is the customers', not the depot's.
            Service = depots.Contains(k) ? 0 : services?[k] ?? 0,
            Release = releases?[k] ?? 0,
            Prize = prizes?[k] is > 0 and var prize ? prize : null,
            IsDepot = depots.Contains(k),
        })];
    }

    /// <summary>Node 1 where the file names none; a last -1 only ends the list.</summary>
    HashSet<int> Depots(int dimension)
    {
        var text = new TextLines(problems);
        var depots = new HashSet<int>();
        foreach (var (line, numbers) in sections.SectionOf("DEPOT")?.Rows ?? [])
            foreach (var number in numbers.Where(number => number != -1))
                if (text.Whole(line, number, 1, dimension) is { } depot)
                    depots.Add(depot - 1);
        return depots.Count > 0 ? depots : [0];
    }

    List<DraftVehicle> Vehicles(List<DraftNode> nodes)
    {
        var depots = Enumerable.Range(0, nodes.Count).Where(k => nodes[k].IsDepot).ToList();
        if (!sections.Has("CAPACITY") && nodes.Any(node => node.Demand > 0))
            problems.Add(InstanceCodes.Missing, "", "CAPACITY");
        if (depots.Count > 1 && !sections.Has("VEHICLES_DEPOT"))
            problems.Add(InstanceCodes.Missing, "", "VEHICLES_DEPOT_SECTION");
        if (problems.Any)
            return [];
        var count = sections.Has("VEHICLES") ? sections.Whole("VEHICLES", 1, InstanceReader.MostNodes) ?? 0
            : sections.SectionOf("CAPACITY") is { } listed ? listed.Rows.Count : Enough(nodes);
        var capacities = sections.EachWhole("CAPACITY", count);
        var homes = sections.EachWhole("VEHICLES_DEPOT", count);
        var (durations, distances) = (sections.Each("VEHICLES_MAX_DURATION", count), sections.Each("VEHICLES_MAX_DISTANCE", count));
        // CVRPLIB's oldest sets bound the length of a route, service included.
        if (sections.Number("DISTANCE") is { } length)
            (durations, distances) = sections.Has("SERVICE_TIME") ? (Fill(length, count), distances) : (durations, Fill(length, count));
        var (fixedCosts, unitCosts) = (sections.Each("VEHICLES_FIXED_COST", count), sections.Each("VEHICLES_UNIT_DISTANCE_COST", count));
        var clients = sections.NodesOfEach("VEHICLES_ALLOWED_CLIENTS", count, nodes.Count)?.Select(list => list.ToHashSet()).ToArray();
        var reloads = sections.NodesOfEach("VEHICLES_RELOAD_DEPOT", count, nodes.Count);
        var most = sections.Each("VEHICLES_MAX_RELOADS", count);
        foreach (var home in homes ?? [])
            if (!depots.Contains((int)home - 1))
                problems.Add(InstanceCodes.UnknownNode, sections.LineOf("VEHICLES_DEPOT")!.Pointer, home);
        return [.. Enumerable.Range(0, problems.Any ? 0 : count).Select(v => new DraftVehicle
        {
            Capacity = capacities?[v] ?? 0,
            Depot = homes is null ? depots[0] : (int)homes[v] - 1,
            MaxDuration = durations?[v],
            MaxDistance = distances?[v],
            FixedCost = fixedCosts?[v] ?? 0,
            UnitDistanceCost = unitCosts?[v] ?? 1,
            ReloadDepots = reloads?[v] ?? [],
            MaxReloads = most is null ? null : (int)most[v],
            Clients = clients?[v],
        })];
    }

    static double[] Fill(double value, int count) => [.. Enumerable.Repeat(value, count)];

    /// <summary>
    /// Vehicles without number: one for each customer will do. Where only capacity binds, fewer: two routes that one vehicle could carry are no dearer as one
    /// (triangle inequality), so that all but one are more than half full.
    /// </summary>
    int Enough(List<DraftNode> nodes)
    {
        var customers = Math.Max(1, nodes.Count(node => !node.IsDepot));
        string[] binding = ["SERVICE_TIME", "TIME_WINDOW", "DISTANCE", "VEHICLES_MAX_DURATION", "VEHICLES_MAX_DISTANCE", "EDGE_WEIGHT"];
        var capacity = sections.Number("CAPACITY") ?? 0;
        if (binding.Any(sections.Has) || capacity <= 0)
            return customers;
        return (int)Math.Min(customers, 2 * Math.Ceiling(nodes.Sum(node => node.Demand) / capacity) + 1);
    }
}
