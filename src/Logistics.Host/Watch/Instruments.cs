using System.Diagnostics;
using System.Diagnostics.Metrics;
using Logistics.Host.Worker;

namespace Logistics.Host.Watch;

/// <summary>What is counted and measured. Read by <see cref="Exposition"/> and, where one is configured, by an OTLP collector.</summary>
public sealed class Instruments
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "Ramasse";

    public static readonly ActivitySource Spans = new(Name);

    public Instruments(IMeterFactory meters, EventFeed feed, Vitals vitals)
    {
        var meter = meters.Create(new MeterOptions(Name) { Scope = meters });
        Planning = meter.CreateHistogram<double>("ramasse.planning", "s", "From taking a day to its plan being saved.");
        DaysPlanned = meter.CreateCounter<long>("ramasse.days.planned", description: "Plans that were saved.");
        PlansFailed = meter.CreateCounter<long>("ramasse.plans.failed", description: "Days whose plan failed by a defect.");
        ClaimsLost = meter.CreateCounter<long>("ramasse.claims.lost", description: "Plans that were dropped because another host had taken the day over.");
        meter.CreateObservableGauge("ramasse.event.listeners", () => feed.Count, description: "Open event streams at this host.");
        meter.CreateObservableGauge("ramasse.letters.waiting", () => vitals.Latest?.LettersWaiting ?? 0, description: "Letters on their way out, over all hosts.");
        meter.CreateObservableGauge("ramasse.store.up", () => vitals.Latest is null ? 0 : 1, description: "1: the store answered when it was last asked.");
        meter.CreateObservableGauge("ramasse.store.round_trip", () => vitals.RoundTrip.TotalSeconds, "s", "The last short transaction that asked for a sign of life.");
        meter.CreateObservableGauge("ramasse.disk.free", () => vitals.FreeDisk, "By", "Free space where the data folder is.");
        meter.CreateObservableGauge("process.resident_memory", () => Environment.WorkingSet, "By", "Memory of the host's process; the companions have their own.");
    }

    public Histogram<double> Planning { get; }

    public Counter<long> DaysPlanned { get; }

    public Counter<long> PlansFailed { get; }

    public Counter<long> ClaimsLost { get; }
}
