namespace Logistics.Host.Worker;

/// <summary>
/// Whether so much is being declared here that planning should wait: both want the processors, and whoever declares waits for an answer while a plan of what is not all there yet would
/// be made again. It waits for a while and not for ever.
/// </summary>
/// <remarks>Thread safe.</remarks>
public sealed class Rush(TimeProvider clock)
{
    /// <summary>Changes a second: a machine of two cores takes twice as many, and half as many beside planning without being felt (benchmarks/README.md).</summary>
    public const int Many = 100;

    /// <summary>Planning waits no longer than that for a rush to be over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Over which changes are counted.</summary>
    static readonly TimeSpan window = TimeSpan.FromSeconds(2);

    static readonly TimeSpan look = TimeSpan.FromMilliseconds(250);

    readonly Lock @lock = new();
    readonly Queue<(long At, int Changes)> recent = [];
    int changes;

    public bool IsOn
    {
        get
        {
            lock (@lock)
            {
                Forget();
                return changes >= Many * window.TotalSeconds;
            }
        }
    }

    /// <summary>So many changes were asked for just now.</summary>
    public void Note(int asked)
    {
        lock (@lock)
        {
            recent.Enqueue((clock.GetTimestamp(), asked));
            changes += asked;
            Forget();
        }
    }

    /// <summary>Waits until the rush is over, or has been waited for long enough.</summary>
    /// <param name="beat">Called while it waits: who waits is alive.</param>
    /// <returns>False: there was nothing to wait for.</returns>
    public async Task<bool> GiveWayAsync(Action beat, CancellationToken cancellation)
    {
        var (begun, waited) = (clock.GetTimestamp(), false);
        while (IsOn && clock.GetElapsedTime(begun) < Longest)
        {
            waited = true;
            beat();
            await Task.Delay(look, clock, cancellation);
        }
        return waited;
    }

    void Forget()
    {
        while (recent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At) >= window)
            changes -= recent.Dequeue().Changes;
    }
}
