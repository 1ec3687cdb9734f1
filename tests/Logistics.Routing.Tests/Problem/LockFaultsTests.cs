using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

public class LockFaultsTests
{
    static readonly Problem Plain = new([Road(11)], [Van], [FromZero with { Breaks = [new(new(100, 200), 10)] }, FromZero], [Move(At(2), At(4)), Move(At(5), null)]);
    static readonly TourStep Collect = new(VisitKind.Pickup, 0), Drop = new(VisitKind.Delivery, 0), Other = new(VisitKind.Pickup, 1), Rest = new(VisitKind.Break, 0);

    [Fact]
    public void Sound_locks_are_taken() => Assert.Equal(3, Plain.With(
        locks: [new TourLock.First(0, [Collect]), new TourLock.Consecutive(0, [Drop]), new TourLock.Whole(1, [Other])]).Locks.Count);

    [Fact]
    public void Each_fault_is_called_by_its_name()
    {
        Refused("Lock 0: there is no vehicle 2.", new TourLock.Stays(2, 0));
        Refused("Lock 0: there is no request 7.", new TourLock.Stays(0, 7));
        Refused("Lock 0: there is no Delivery 1 to lock.", new TourLock.First(0, [new(VisitKind.Delivery, 1)]));
        Refused("Lock 0: there is no Break 0 to lock.", new TourLock.First(0, [Rest]));
        Refused("Lock 0: there is no Break 0 to lock.", new TourLock.Whole(1, [Rest, Other]));
        Refused("Lock 1: Pickup 0 is locked twice.", new TourLock.First(0, [Collect]), new TourLock.Consecutive(0, [Collect]));
        Refused("Lock 1: request 0 is locked to vehicle 0 too.", new TourLock.First(0, [Collect]), new TourLock.Stays(1, 0));
        Refused("Locks of vehicle 0: two say how the tour begins.", new TourLock.First(0, [Collect]), new TourLock.First(0, [Other]));
        Refused("Locks of vehicle 0: the whole tour is locked, and something else too.", new TourLock.Whole(0, [Other]), new TourLock.Stays(0, 0));
        Refused("Locks of vehicle 0: request 0 is delivered before its pickup.", new TourLock.Consecutive(0, [Drop, Collect]));
        Refused("Locks of vehicle 0: request 0 is delivered without its pickup.", new TourLock.First(0, [Drop]));
        Refused("Locks of vehicle 0: request 0 is picked up without its delivery.", new TourLock.Whole(0, [Collect]));
    }

    static void Refused(string fault, params TourLock[] locks) => Assert.Contains(fault, Assert.Throws<ArgumentException>(() => Plain.With(locks: locks)).Message, StringComparison.Ordinal);
}
