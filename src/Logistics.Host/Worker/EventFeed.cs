using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>An event as it goes to all who hear it, written once for all of them.</summary>
/// <param name="Event">Null: nothing happened, the line is only kept alive.</param>
/// <param name="Frame">Lines of an event stream (WHATWG HTML, section 9.2).</param>
public sealed record Heard(StoredEvent? Event, ReadOnlyMemory<byte> Frame)
{
    /// <summary>A comment, which programs do not see and proxies take for a sign of life.</summary>
    public static readonly Heard Beat = new(null, ": \n\n"u8.ToArray());

    public static Heard Of(StoredEvent stored)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", stored.Event.Kind);
            writer.WriteString("occurredAt", stored.Event.OccurredAt);
            if (stored.Event.Territory is { } territory)
                writer.WriteString("territory", territory.Value);
            if (stored.Event.Subject is { } subject)
                writer.WriteString("subject", subject);
            writer.WritePropertyName("payload");
            writer.WriteRawValue(stored.Event.Payload);
            writer.WriteEndObject();
        }
        // A raw line break would end the data; JSON has none but between its words.
        return new(stored, Encoding.UTF8.GetBytes($"id: {stored.Id}\nevent: {stored.Event.Kind}\ndata: {Encoding.UTF8.GetString(json.WrittenSpan).ReplaceLineEndings(" ")}\n\n"));
    }
}

/// <summary>Somebody who hears events: those after the latest that was known when they began to listen.</summary>
public sealed class Listener
{
    /// <summary>So many may wait to be sent. Who falls further behind is cut off, and resumes from the store.</summary>
    public const int Room = 256;

    readonly Channel<Heard> waiting = Channel.CreateBounded<Heard>(new BoundedChannelOptions(Room) { SingleReader = true, SingleWriter = true });
    readonly Func<StoredEvent, bool> hears;

    internal Listener(long from, Func<StoredEvent, bool> hears)
    {
        From = from;
        this.hears = hears;
    }

    /// <summary>Events up to this id are not told here.</summary>
    public long From { get; }

    /// <summary>What is to be sent; ends when the listener was cut off or the host stops.</summary>
    public IAsyncEnumerable<Heard> ReadAsync(CancellationToken cancellation) => waiting.Reader.ReadAllAsync(cancellation);

    internal void Tell(Heard heard)
    {
        if ((heard.Event is null || hears(heard.Event)) && !waiting.Writer.TryWrite(heard))
            waiting.Writer.TryComplete();
    }

    internal void End() => waiting.Writer.TryComplete();
}

/// <summary>Asks the store once a second what happened, for all who listen at this host together; on several hosts each has its own.</summary>
public sealed class EventFeed(StoreDoor door, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan beat = TimeSpan.FromSeconds(15);

    const int page = 500;

    readonly Lock hall = new();
    readonly HashSet<Listener> listeners = [];
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long latest;

    public int Count
    {
        get
        {
            lock (hall)
                return listeners.Count;
        }
    }

    /// <summary>Begins to listen, once the feed itself has.</summary>
    public async Task<Listener> ListenAsync(Func<StoredEvent, bool> hears, CancellationToken cancellation)
    {
        await begun.Task.WaitAsync(cancellation);
        lock (hall)
        {
            // At once with what is told: nothing falls between what the listener reads back and what it is told.
            var listener = new Listener(latest, hears);
            listeners.Add(listener);
            return listener;
        }
    }

    public void Leave(Listener listener)
    {
        lock (hall)
            listeners.Remove(listener);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beaten = clock.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, stoppingToken);
                if (door.IsOpen)
                    await PollAsync(stoppingToken);
                if (clock.GetElapsedTime(beaten) < beat)
                    continue;
                beaten = clock.GetTimestamp();
                Tell([Heard.Beat]);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever listens comes again, here or at another host.
        }
        lock (hall)
            foreach (var listener in listeners)
                listener.End();
    }

    async Task PollAsync(CancellationToken cancellation)
    {
        try
        {
            if (!begun.Task.IsCompleted)
            {
                latest = await door.Store.Events.LatestAsync(cancellation);
                begun.SetResult();
                return;
            }
            IReadOnlyList<StoredEvent> found;
            do
            {
                found = await door.Store.Events.AfterAsync(latest, page, cancellation);
                Tell([.. found.Select(Heard.Of)]);
            }
            while (found.Count == page);
        }
        catch (StoreAwayException)
        {
            // The planning worker says so; what happened meanwhile is found when the store is back.
        }
    }

    void Tell(IReadOnlyList<Heard> heard)
    {
        lock (hall)
            foreach (var one in heard)
            {
                foreach (var listener in listeners)
                    listener.Tell(one);
                latest = one.Event?.Id ?? latest;
            }
    }
}
