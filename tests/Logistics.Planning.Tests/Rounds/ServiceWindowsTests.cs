using Logistics.Domain;
using Logistics.Planning.Rounds;

namespace Logistics.Planning.Tests.Rounds;

public sealed class ServiceWindowsTests
{
    static readonly DateTimeOffset Seven = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);

    static TimeWindow Window(double from, double to) => new(Seven.AddHours(from), Seven.AddHours(to));

    [Fact]
    public void Windows_that_touch_become_one() =>
        Assert.Equal([new(5400, 36_000)], ServiceWindows.InSeconds([Window(5, 10), Window(1.5, 5)], Seven));

    [Fact]
    public void What_closes_before_anyone_is_on_duty_is_left_out_and_what_is_open_by_then_begins_at_the_origin() =>
        Assert.Equal([new(0, 3600)], ServiceWindows.InSeconds([Window(-2, -1), Window(-0.5, 1)], Seven));

    [Fact]
    public void Nothing_left_is_an_empty_list_and_says_how_long_ago_it_closed()
    {
        ValueList<TimeWindow> yesterday = [Window(-24, -20), Window(-18, -14)];
        Assert.Empty(ServiceWindows.InSeconds(yesterday, Seven));
        Assert.Equal(TimeSpan.FromHours(14), ServiceWindows.ClosedBefore(yesterday, Seven));
    }

    [Fact]
    public void A_window_never_grows_by_rounding()
    {
        var begin = Seven.AddSeconds(10.2);
        Assert.Equal([new(11, 12)], ServiceWindows.InSeconds([new TimeWindow(begin, Seven.AddSeconds(12.9))], Seven));
        Assert.Empty(ServiceWindows.InSeconds([new TimeWindow(begin, Seven.AddSeconds(10.8))], Seven));
    }
}
