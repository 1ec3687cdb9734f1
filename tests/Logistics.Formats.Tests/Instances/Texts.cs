using System.Text;
using Logistics.Formats.Instances;

namespace Logistics.Formats.Tests.Instances;

/// <summary>Small instances one can check with a pencil.</summary>
static class Texts
{
    /// <summary>Depot at the origin, customers 5 east and 5 north: a tour 0-1-2-0 is 5 + 5√2 + 5 long.</summary>
    public const string Solomon = """
        CORNER

        VEHICLE
        NUMBER     CAPACITY
          2         10

        CUSTOMER
        CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

            0      0         0          0          0        100          0
            1      5         0          4          0         50          1
            2      0         5          6         20         60          1
        """;

    /// <summary>One pair: from 5 east to 5 north.</summary>
    public const string LiLim = """
        2	10	1
        0	0	0	0	0	100	0	0	0
        1	5	0	4	0	50	1	0	2
        2	0	5	-4	20	60	1	1	0
        """;

    public const string Sartori = """
        NAME: corner
        LOCATION: Nowhere
        COMMENT: made up
        TYPE: PDPTW
        SIZE: 3
        DISTRIBUTION: none
        DEPOT: random
        ROUTE-TIME: 100
        TIME-WINDOW: 60
        CAPACITY: 10
        NODES
        0 41.1 2.1 0 0 100 0 0 0
        1 41.2 2.2 4 0 50 1 0 2
        2 41.3 2.3 -4 20 60 1 1 0
        EDGES
        0 5 6
        4 0 7
        5 8 0
        EOF
        """;

    /// <summary>A square of side 3.5: rounded sides are 4, the diagonal 4.95 is 5.</summary>
    public const string Vrplib = """
        NAME : square
        COMMENT : "made up"
        TYPE : CVRP
        DIMENSION : 4
        EDGE_WEIGHT_TYPE : EUC_2D
        CAPACITY : 10
        NODE_COORD_SECTION
        1	0	0
        2	3.5	0
        3	3.5	3.5
        4	0	3.5
        DEMAND_SECTION
        1	0
        2	4
        3	5
        4	6
        DEPOT_SECTION
        	1
        	-1
        EOF
        """;

    public static InstanceReading Read(string text, InstanceFormat? format = null, Convention? convention = null, bool judging = false) =>
        InstanceReader.Read(Encoding.UTF8.GetBytes(text), "file", new(format, convention, judging));

    public static Instance Accepted(string text, Convention? convention = null) => Read(text, convention: convention) switch
    {
        InstanceReading.Accepted accepted => accepted.Instance,
        InstanceReading.Rejected rejected => throw new InvalidDataException(string.Join("; ", rejected.Problems)),
        _ => throw new InvalidOperationException(),
    };

    public static IReadOnlyList<Problem> Rejected(string text, InstanceFormat? format = null, Convention? convention = null) =>
        Assert.IsType<InstanceReading.Rejected>(Read(text, format, convention)).Problems;

    public static RouteReading Routes(Instance instance, string text) => RouteText.Read(Encoding.UTF8.GetBytes(text), instance);

    public static RouteJudgement Judged(Instance instance, string text) =>
        RouteJudgement.Of(instance, Assert.IsType<RouteReading.Accepted>(Routes(instance, text)), instance.Objective);

    public static string Replaced(string text, string old, string with)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, with, StringComparison.Ordinal);
    }
}
