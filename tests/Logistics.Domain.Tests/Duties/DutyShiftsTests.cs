using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using static Logistics.Testing.Bellerive;

namespace Logistics.Domain.Tests.Duties;

/// <summary>Bellerive's morning round as a duty: Claire drives it each Friday and Ahmed helps.</summary>
public sealed class DutyShiftsTests
{
    static readonly Fleet.Shift morning = Day.Shifts.Single(x => x.Id == Morning);

    static readonly Volunteer claire = Somebody(Claire), ahmed = Somebody(Ahmed);

    static readonly DateTimeOffset before = morning.Span.Begin.AddMinutes(-1), during = morning.Span.Begin.AddHours(1);

    static readonly Duty round = new()
    {
        Id = Morning,
        Code = morning.Code,
        Territory = Town,
        Vehicle = morning.Vehicle,
        Leaves = Clock(morning.Span.Begin),
        Back = Clock(morning.Span.End),
        StartSite = morning.StartSite,
        EndSite = morning.EndSite,
        Days = new DutyDays.Weekly([DayOfWeek.Friday], Date, null, 1),
        Regulars = [new(Claire, true), new(Ahmed, false)],
    };

    /// <summary>Clocks are at UTC+1 on that day.</summary>
    static TimeOnly Clock(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(1)).DateTime);

    static Volunteer Somebody(DriverId id)
    {
        var driver = Day.Drivers.Single(x => x.Id == id);
        return new() { Id = id, Code = driver.Code, Territory = Town, Name = driver.Name, Phone = driver.Phone, Licence = Licence.B };
    }

    static Rota Of(IEnumerable<Volunteer> who, IEnumerable<Duty> duties, IEnumerable<DriverId>? gone = null, IEnumerable<ShiftId>? ended = null, params Attendance[] words) => new(who, duties, words, [], ended, gone);

    static Attendance No(DriverId who) => new(Morning, Date, who, Coming.NotAtAll, before);

    static DayDeclarations Follow(Rota rota, DateTimeOffset now, DayDeclarations? day = null) => DutyShifts.Apply(day ?? Day, Town, rota, now).Day;

    [Fact]
    public void A_day_that_is_as_the_rota_has_it_stays_the_same_and_names_people_as_they_are_now()
    {
        Assert.Same(Day, Follow(Of([claire, ahmed], [round]), before));
        var renamed = Follow(Of([claire with { Name = "Claire Autre", Phone = null }, ahmed], [round], words: No(Claire)), before);
        Assert.Equal(("Claire Autre", null), renamed.Drivers.Where(x => x.Id == Claire).Select(x => (x.Name, x.Phone)).Single());
        Assert.DoesNotContain(renamed.Shifts, x => x.Id == Morning);
    }

    [Fact]
    public void Who_left_is_in_no_day_to_come_and_no_more_than_a_code_on_a_shift_that_no_duty_governs()
    {
        var alone = Follow(Of([claire], [round], gone: [Ahmed]), before);
        Assert.Empty(alone.Shifts.Single(x => x.Id == Morning).Helpers);
        Assert.DoesNotContain(alone.Drivers, x => x.Id == Ahmed);

        var nameless = Follow(Of([claire], [], gone: [Ahmed]), before);
        Assert.Equal(Day.Shifts, nameless.Shifts);
        var left = nameless.Drivers.Single(x => x.Id == Ahmed);
        Assert.Equal((left.Code, null), (left.Name, left.Phone));
    }

    [Fact]
    public void A_day_is_opened_without_who_left_and_what_only_they_would_drive_is_none()
    {
        var helperLeft = DutyShifts.WithoutGone(Day, Of([claire], [], gone: [Ahmed]));
        Assert.Equal(morning with { Helpers = [] }, helperLeft.Shifts.Single(x => x.Id == Morning));
        var driverLeft = DutyShifts.WithoutGone(Day, Of([ahmed], [], gone: [Claire]));
        Assert.DoesNotContain(driverLeft.Shifts, x => x.Id == Morning);
        Assert.DoesNotContain(driverLeft.Drivers, x => x.Id == Claire);
        Assert.Same(Day, DutyShifts.WithoutGone(Day, Of([claire, ahmed], [round])));
    }

    [Fact]
    public void Who_drove_in_the_morning_and_leaves_at_noon_does_not_undo_the_round()
    {
        // Nobody is there to drive it any more, the duty is over, its weekday is another: it is on the road all the same.
        foreach (var rota in new[] { Of([ahmed], [round], gone: [Claire]), Of([claire, ahmed], [], ended: [Morning]), Of([claire, ahmed], [round with { Days = new DutyDays.Once(Date.AddDays(1)) }]) })
        {
            Assert.DoesNotContain(Follow(rota, before).Shifts, x => x.Id == Morning);
            Assert.Equal(morning, Follow(rota, during).Shifts.Single(x => x.Id == Morning));
        }
        // Said of this day, it counts however late: the driver did not come, or the round rests.
        Assert.DoesNotContain(Follow(Of([claire, ahmed], [round], words: No(Claire)), during).Shifts, x => x.Id == Morning);
        Assert.DoesNotContain(Follow(Of([claire, ahmed], [round with { Without = [Date] }]), during).Shifts, x => x.Id == Morning);
        // And somebody who stepped in at the last minute is at the wheel.
        var steppedIn = Of([claire, ahmed], [round], words: [No(Claire), new(Morning, Date, Ahmed, Coming.AsDriver, during)]);
        Assert.Equal(Ahmed, Follow(steppedIn, during).Shifts.Single(x => x.Id == Morning).Driver);
    }
}
