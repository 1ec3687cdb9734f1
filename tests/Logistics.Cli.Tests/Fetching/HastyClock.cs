namespace Logistics.Cli.Tests.Fetching;

/// <summary>A clock on which waiting takes a hundredth of the time, or less.</summary>
sealed class HastyClock : TimeProvider
{
    /// <summary>How many times faster.</summary>
    public int Haste { get; init; } = 100;

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Hasty(System.CreateTimer(callback, state, Short(dueTime), Short(period)), this);

    TimeSpan Short(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Haste;

    sealed class Hasty(ITimer timer, HastyClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Short(dueTime), clock.Short(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
