namespace Logistics.Cli.Tests.Fetching;

/// <summary>A clock on which waiting takes a hundredth of the time.</summary>
sealed class HastyClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Hasty(System.CreateTimer(callback, state, Short(dueTime), Short(period)));

    static TimeSpan Short(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / 100;

    sealed class Hasty(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Short(dueTime), Short(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
