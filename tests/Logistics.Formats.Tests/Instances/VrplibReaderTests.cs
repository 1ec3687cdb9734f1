using Logistics.Formats.Instances;
using Logistics.Routing;
using static Logistics.Formats.Tests.Instances.Texts;

namespace Logistics.Formats.Tests.Instances;

public sealed class VrplibReaderTests
{
    /// <summary>Adds sections to the square.</summary>
    static string Square(string more, string type = "CVRP") => Replaced(Replaced(Texts.Vrplib, "DEPOT_SECTION", more + "\nDEPOT_SECTION"), "TYPE : CVRP", "TYPE : " + type);

    [Fact]
    public void Arcs_are_rounded_each()
    {
        var table = Accepted(Texts.Vrplib).Problem.Tables[0];
        Assert.Equal((4, 5), (table.Decimetres(0, 1), table.Decimetres(0, 2)));
    }

    [Fact]
    public void Windows_service_release_and_reload_are_read()
    {
        var problem = Accepted(Square("""
            VEHICLES : 2
            SERVICE_TIME : 3
            TIME_WINDOW_SECTION
            1 0 100
            2 5 20
            3 0 90
            4 0 90
            RELEASE_TIME_SECTION
            1 0
            2 0
            3 7
            4 0
            VEHICLES_RELOAD_DEPOT_SECTION
            1 1
            2 1
            VEHICLES_MAX_RELOADS : 2
            """, "MTVRPTWR")).Problem;
        Assert.Equal(new TimeWindow(50, 200), Assert.Single(problem.Requests[0].Delivery!.Windows));
        Assert.Equal((30, 70), (problem.Requests[0].Delivery!.ServiceSeconds, problem.Requests[1].ReadyAt));
        var type = Assert.Single(problem.Types);
        Assert.Equal((0, 3), (Assert.Single(type.Reloads).Location, type.MaxTrips));
        Assert.Equal(new TimeWindow(0, 1_000), problem.Vehicles[0].Shift);
    }

    [Fact]
    public void Vehicles_of_several_kinds_are_read()
    {
        var instance = Accepted(Replaced(Square("""
            VEHICLES : 2
            CAPACITY_SECTION
            1 10
            2 20
            VEHICLES_FIXED_COST_SECTION
            1 100
            2 150
            VEHICLES_UNIT_DISTANCE_COST_SECTION
            1 1
            2 2
            VEHICLES_ALLOWED_CLIENTS_SECTION
            1 2 3
            2 2 3 4
            """, "HFVRP"), "CAPACITY : 10\n", ""));
        Assert.Equal([10, 20], instance.Problem.Types.Select(type => type.Capacity[0]));
        Assert.Equal([1], instance.Problem.Requests[2].AllowedVehicles!);
        Assert.Equal((Objective.Cost, Convention.Exact, true), (instance.Objective, instance.Convention, instance.RoutesNameVehicles));
        // Route 2: 0-1-2-3-0, four sides of 3.5 at 2 each, and 150: 178, in thousandths.
        Assert.Equal(178_000, Judged(instance, "Route #1:\nRoute #2: 1 2 3\nCost 178000").Cost);
    }

    [Fact]
    public void Customers_with_a_prize_may_be_left_out()
    {
        var instance = Accepted(Square("PRIZE_SECTION\n1 0\n2 3\n3 0\n4 5", "PCVRPTW"));
        Assert.Equal([0, Request.Required, 0], instance.Problem.Requests.Select(request => request.Priority));
        // 0-2-0 is twice 4.95, cut to tenths: 2 * 49; prizes 3 and 5 are lost: 80 tenths.
        var judgement = Judged(instance, "Route #1: 2\nCost 178");
        Assert.True(judgement.IsFeasible);
        Assert.Equal(178, judgement.Cost);
    }

    [Fact]
    public void Vehicles_start_at_their_depots()
    {
        var text = Replaced(Square("VEHICLES : 2\nVEHICLES_DEPOT_SECTION\n1 1\n2 2", "MDVRP"), "	1\n	-1", "1\n2");
        Assert.Equal([0, 1], Accepted(text).Problem.Vehicles.Select(vehicle => vehicle.Start!.Value));
        Assert.Equal(InstanceCodes.UnknownNode, Assert.Single(Rejected(Replaced(text, "\n2 2\n", "\n2 3\n"))).Code);
    }

    [Theory]
    [InlineData("FULL_MATRIX", "0 1 2 3\n1 0 4 5\n2 4 0 6\n3 5 6 0")]
    [InlineData("LOWER_ROW", "1\n2 4\n3 5 6")]
    [InlineData("LOWER_DIAG_ROW", "0\n1 0\n2 4 0\n3 5 6 0")]
    [InlineData("UPPER_ROW", "1 2 3\n4 5\n6")]
    [InlineData("UPPER_DIAG_ROW", "0 1 2 3 0 4 5 0 6 0")]
    public void A_matrix_is_read_in_any_shape(string shape, string numbers)
    {
        var text = Replaced(Square($"EDGE_WEIGHT_FORMAT : {shape}\nEDGE_WEIGHT_SECTION\n{numbers}"), "EUC_2D", "EXPLICIT");
        var instance = Accepted(text);
        var table = instance.Problem.Tables[0];
        Assert.Equal(Convention.Integer, instance.Convention);
        Assert.Equal([1, 2, 3, 4, 5, 6], [table.Decimetres(0, 1), table.Decimetres(2, 0), table.Decimetres(0, 3), table.Decimetres(1, 2), table.Decimetres(3, 1), table.Decimetres(2, 3)]);
    }

    [Fact]
    public void A_bound_on_the_length_of_routes_counts_service_where_there_is_one()
    {
        Assert.Equal(30, Accepted(Square("DISTANCE : 30")).Problem.Types[0].MaxDecimetres);
        Assert.Equal(30_000, Accepted(Square("DISTANCE : 30\nSERVICE_TIME : 2")).Problem.Types[0].MaxSeconds);
    }

    [Theory]
    [InlineData("BACKHAUL_SECTION\n1 0", "CVRP", InstanceCodes.UnknownSection)]
    [InlineData("MUTUALLY_EXCLUSIVE_GROUP_SECTION\n1 2 3", "CVRP", InstanceCodes.UnknownSection)]
    [InlineData("COLOUR : blue", "CVRP", InstanceCodes.UnknownSection)]
    [InlineData("", "OVRP", InstanceCodes.UnknownWord)]
    [InlineData("VEHICLES : 0", "CVRP", InstanceCodes.OutOfRange)]
    [InlineData("TIME_WINDOW_SECTION\n1 0 9\n2 9 0\n3 0 9\n4 0 9", "CVRP", InstanceCodes.EmptyWindow)]
    [InlineData("TIME_WINDOW_SECTION\n1 0 9\n2 0 9\n3 0 9", "CVRP", InstanceCodes.RowsMissing)]
    [InlineData("SERVICE_TIME_SECTION\n1 0\n1 0\n3 0\n4 0", "CVRP", InstanceCodes.Repeated)]
    [InlineData("SERVICE_TIME_SECTION\n1 0\n2 0\n3 0\n9 0", "CVRP", InstanceCodes.OutOfRange)]
    [InlineData("CAPACITY : 3", "CVRP", InstanceCodes.Repeated)]
    public void What_is_not_understood_is_refused(string more, string type, string code) =>
        Assert.Contains(Rejected(Square(more, type)), problem => problem.Code == code);

    [Theory]
    [InlineData("DIMENSION : 4\n", "", InstanceCodes.Missing)]
    [InlineData("CAPACITY : 10\n", "", InstanceCodes.Missing)]
    [InlineData("EUC_2D", "GEO", InstanceCodes.UnknownWord)]
    [InlineData("2	4\n", "2	4.5\n", InstanceCodes.OutOfRange)]
    [InlineData("2	3.5	0\n", "2	3.5\n", InstanceCodes.WrongCount)]
    public void What_does_not_fit_is_refused(string old, string with, string code) =>
        Assert.Contains(Rejected(Replaced(Texts.Vrplib, old, with)), problem => problem.Code == code);
}
