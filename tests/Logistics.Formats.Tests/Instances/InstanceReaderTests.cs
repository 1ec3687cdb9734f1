using Logistics.Formats.Instances;
using Logistics.Routing;
using static Logistics.Formats.Tests.Instances.Texts;

namespace Logistics.Formats.Tests.Instances;

public sealed class InstanceReaderTests
{
    [Theory]
    [InlineData(Texts.Solomon, InstanceFormat.Solomon, "CORNER", 2, 2)]
    [InlineData(Texts.LiLim, InstanceFormat.LiLim, "file", 1, 2)]
    [InlineData(Texts.Sartori, InstanceFormat.Sartori, "corner", 1, 1)]
    // 15 goods in vans of 10: 2 * 2 + 1 would be enough, three customers need three.
    [InlineData(Texts.Vrplib, InstanceFormat.Vrplib, "square", 3, 3)]
    public void A_text_is_known_by_its_looks(string text, InstanceFormat format, string name, int requests, int vehicles)
    {
        var instance = Accepted(text);
        Assert.Equal((format, name, requests, vehicles), (instance.Format, instance.Name, instance.Problem.Requests.Count, instance.Problem.Vehicles.Count));
    }

    [Fact]
    public void Windows_bytes_read_like_unix_bytes() => Assert.Equal(2, Accepted("\uFEFF" + Replaced(Texts.Solomon, "\n", "\r\n")).Problem.Requests.Count);

    [Theory]
    // From 0 to 1 and on to 2 are 5 and 5√2 = 7.0710678.
    [InlineData(null, 10_000, 70_711, 70_711)]
    [InlineData(Convention.Double, 10_000, 70_711, 70_711)]
    [InlineData(Convention.Dimacs, 10, 70, 70)]
    [InlineData(Convention.Rounded, 1, 7, 7)]
    [InlineData(Convention.Exact, 1_000, 7_071, 7_071)]
    public void A_convention_counts_distances_and_times(Convention? convention, int ticks, int distance, int seconds)
    {
        var instance = Accepted(Texts.Solomon, convention);
        var table = instance.Problem.Tables[0];
        Assert.Equal((ticks, distance, seconds), (instance.Ticks, table.Decimetres(1, 2), table.Seconds(1, 2)));
        Assert.Equal(20 * ticks, instance.Problem.Requests[1].Delivery!.Windows[0].Earliest);
    }

    [Fact]
    public void Real_times_are_rounded_up_to_solve_and_down_to_judge()
    {
        // 2√2 = 2.828427: 28,284.27 ten-thousandths.
        var text = Replaced(Texts.Solomon, "0         5          6", "3         2          6");
        Assert.Equal(28_285, Seconds(Read(text)));
        Assert.Equal(28_284, Seconds(Read(text, judging: true)));

        static int Seconds(InstanceReading reading) => Assert.IsType<InstanceReading.Accepted>(reading).Instance.Problem.Tables[0].Seconds(1, 2);
    }

    [Fact]
    public void Real_numbers_too_large_for_ten_thousandths_are_counted_more_coarsely()
    {
        // 50,000 x 10,000 would pass the horizon of 268,435,456; thousandths do not.
        Assert.Equal(1_000, Accepted(Replaced(Texts.Solomon, "1      5         0", "1      50000     0")).Ticks);
    }

    [Fact]
    public void A_pair_is_one_request_with_a_pickup_and_a_delivery()
    {
        var request = Assert.Single(Accepted(Texts.LiLim).Problem.Requests);
        Assert.Equal((1, 2, 4L), (request.Pickup!.Location, request.Delivery!.Location, Assert.Single(request.Load)));
    }

    [Fact]
    public void A_matrix_need_not_be_symmetric()
    {
        var table = Accepted(Texts.Sartori).Problem.Tables[0];
        Assert.Equal((7, 8), (table.Seconds(1, 2), table.Seconds(2, 1)));
    }

    [Theory]
    [InlineData(Texts.Solomon, Objective.Hierarchical, Convention.Double)]
    [InlineData(Texts.LiLim, Objective.Hierarchical, Convention.Double)]
    [InlineData(Texts.Sartori, Objective.Hierarchical, Convention.Integer)]
    [InlineData(Texts.Vrplib, Objective.Distance, Convention.Rounded)]
    public void What_is_not_said_is_as_in_the_table_of_the_format(string text, Objective objective, Convention convention)
    {
        var instance = Accepted(text);
        Assert.Equal((objective, convention), (instance.Objective, instance.Convention));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_line()
    {
        var text = Replaced(Replaced(Replaced(Texts.Solomon, "5         0          4", "5         x          4"), "6         20", "6         70"), "2         10", "2         -1");
        Assert.Equal([(InstanceCodes.OutOfRange, "L5"), (InstanceCodes.NotANumber, "L11"), (InstanceCodes.EmptyWindow, "L12")],
            Rejected(text).Select(problem => (problem.Code, problem.Pointer)));
        Assert.All(Rejected(text), problem => Assert.True(problem.Cause.Length > 0 && problem.Action.Length > 0));
    }

    [Theory]
    [InlineData("", InstanceCodes.Empty)]
    [InlineData(" \n\t\n", InstanceCodes.Empty)]
    [InlineData("once upon a time", InstanceCodes.UnknownFormat)]
    [InlineData("a\0b", InstanceCodes.NotText)]
    public void What_is_no_instance_is_told(string text, string code) => Assert.Equal(code, Assert.Single(Rejected(text)).Code);

    [Theory]
    [InlineData("1	0	2", "1	0	9", InstanceCodes.BrokenPair)]
    [InlineData("-4	20", "-5	20", InstanceCodes.BrokenPair)]
    [InlineData("2	0	5", "3	0	5", InstanceCodes.WrongOrder)]
    [InlineData("60	1	1	0", "60	1	1", InstanceCodes.WrongCount)]
    [InlineData("-4	20", "-4.5	20", InstanceCodes.OutOfRange)]
    public void A_pair_that_does_not_fit_is_told(string old, string with, string code) =>
        Assert.Contains(Rejected(Replaced(Texts.LiLim, old, with), InstanceFormat.LiLim), problem => problem.Code == code);

    [Theory]
    [InlineData("4 0 7", "4 1 7", InstanceCodes.DistanceToItself)]
    [InlineData("4 0 7", "4 0", InstanceCodes.RowsMissing)]
    [InlineData("4 0 7", "4 0 -7", InstanceCodes.OutOfRange)]
    [InlineData("CAPACITY: 10", "", InstanceCodes.Missing)]
    [InlineData("SIZE: 3", "SIZE: 4", InstanceCodes.RowsMissing)]
    [InlineData("4 0 7", "4 0 7.5", InstanceCodes.ConventionUnfit)]
    public void A_road_network_that_does_not_fit_is_told(string old, string with, string code) =>
        Assert.Contains(Rejected(Replaced(Texts.Sartori, old, with)), problem => problem.Code == code);

    [Fact]
    public void Whole_numbers_as_given_need_a_file_that_gives_them() =>
        Assert.Equal(InstanceCodes.ConventionUnfit, Assert.Single(Rejected(Texts.Solomon, convention: Convention.Integer)).Code);

    [Fact]
    public void Bytes_of_any_kind_give_a_reading()
    {
        var random = new Random(5);
        foreach (var text in (string[])[Texts.Solomon, Texts.LiLim, Texts.Sartori, Texts.Vrplib])
            for (var round = 0; round < 300; round++)
            {
                var letters = text.ToCharArray();
                for (var k = 0; k < 1 + round % 5; k++)
                    letters[random.Next(letters.Length)] = "0123456789 -.\nEx:_"[random.Next(18)];
                Read(new string(letters));
                Read(new string(letters)[..random.Next(letters.Length)]);
            }
    }
}
