using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Verification;

/// <summary>A matching that is right is broken in one way at a time; the verifier must see each.</summary>
public sealed class MatchingVerifierTests
{
    readonly DayIndex day;
    readonly CrowRoads roads;
    readonly MatchingResult right;

    public MatchingVerifierTests()
    {
        var input = RandomDay.Make(3, DaySize.Medium).Input();
        (day, roads) = (input.Day, new CrowRoads(input.Day));
        right = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_right_matching_has_no_violation() => Assert.Empty(MatchingVerifier.Verify(day, roads, right));

    [Fact]
    public void A_gram_too_many_is_seen() => Sees("balance", right with { Allocations = [Heavier(right.Allocations[0], 1), .. right.Allocations.Skip(1)] });

    [Fact]
    public void A_promise_beyond_the_need_is_seen() => Sees("cap", right with { Allocations = [Heavier(right.Allocations[0], 1_000_000), .. right.Allocations.Skip(1)] });

    [Fact]
    public void A_full_storage_is_seen() => Sees("storage", right with { Allocations = [Heavier(right.Allocations[0], 1_000_000), .. right.Allocations.Skip(1)] });

    [Fact]
    public void A_forbidden_pair_is_seen()
    {
        foreach (var refused in right.RefusedPairs)
            Sees(refused.Refusal switch { Refusal.BelowSmallestShare => "refused", Refusal.NoStorage => "storage", Refusal.ReceptionFull => "reception", Refusal.BelowItsLeast => "refused", _ => "rule" },
                right with { Allocations = [right.Allocations[0] with { Lot = refused.Lot, Need = refused.Need, Transfer = Mode(day[refused.Need].Transfer) }] });

        static Transfer Mode(Transfer asked) => asked == Transfer.Either ? Transfer.Delivered : asked;
    }

    [Fact]
    public void A_promise_that_leaves_open_how_it_gets_there_is_seen() =>
        Sees("transfer", right with { Allocations = [right.Allocations[0] with { Transfer = Transfer.Either }, .. right.Allocations.Skip(1)] });

    [Fact]
    public void A_site_where_nobody_can_receive_so_much_is_seen()
    {
        var site = day[day[right.Allocations[0].Need].Site];
        var tired = new DayIndex(day.Day with { Sites = [.. day.Day.Sites.Select(x => x.Id == site.Id ? x with { ReceptionLeft = new Mass(1) } : x)] });
        Assert.Contains(MatchingVerifier.Verify(tired, roads, right), x => x.Code == "reception");
    }

    [Fact]
    public void A_crumb_is_seen()
    {
        var allocation = right.Allocations.First(x => day[x.Lot].SmallestShare > Mass.Zero);
        Sees("crumb", right with { Allocations = [allocation with { Quantity = new Mass(1) }] });
    }

    [Fact]
    public void Less_than_a_place_comes_for_is_seen()
    {
        var first = right.Allocations[0];
        var choosy = new DayIndex(day.Day with { Sites = [.. day.Day.Sites.Select(x => x.Id == day[first.Need].Site ? x with { LeastShare = first.Quantity + new Mass(1) } : x)] });
        Assert.Contains(MatchingVerifier.Verify(choosy, roads, right), x => x.Code == "least");
    }

    [Fact]
    public void A_day_on_which_nobody_receives_is_seen()
    {
        var first = right.Allocations[0];
        var away = new DayIndex(day.Day with { Sites = [.. day.Day.Sites.Select(x => x.Id == day[first.Need].Site ? x with { ReceptionDays = [day.Day.Date.AddDays(1).DayOfWeek] } : x)] });
        Assert.Contains(MatchingVerifier.Verify(away, roads, right), x => x.Code == "rule" && x.What.Contains("day of the week", StringComparison.Ordinal));
    }

    [Fact]
    public void A_promise_made_twice_is_seen() => Sees("twice", right with { Allocations = [.. right.Allocations, right.Allocations[0]] });

    [Fact]
    public void A_forgotten_request_is_seen() => Sees("request", right with { Bookings = [], UnmetRequests = [] });

    [Fact]
    public void Equipment_booked_twice_is_seen()
    {
        var booking = right.Bookings[0];
        Sees("double", right with { Bookings = [.. right.Bookings, booking with { Id = new BookingId(NameBasedId.Derive(booking.Id.Value, "again")) }] });
    }

    [Fact]
    public void Equipment_in_use_for_too_short_a_time_is_seen()
    {
        var booking = right.Bookings[0];
        Sees("loan", right with { Bookings = [booking with { Period = new TimeWindow(booking.Period.Begin, booking.Period.End.AddMinutes(-1)) }, .. right.Bookings.Skip(1)] });
    }

    void Sees(string code, MatchingResult wrong) => Assert.Contains(MatchingVerifier.Verify(day, roads, wrong), x => x.Code == code);

    static Allocation Heavier(Allocation allocation, long grams) => allocation with { Quantity = new Mass(allocation.Quantity.Grams + grams) };
}
