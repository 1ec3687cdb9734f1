using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Logistics.Host.Watch;

/// <summary>Keeps what our instruments measure and writes it for Prometheus.</summary>
/// <remarks>Text exposition format 0.0.4, https://prometheus.io/docs/instrumenting/exposition_formats/.</remarks>
public sealed class Exposition : IDisposable
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Upper bounds, seconds: a small day, the usual search, the longest allowed.</summary>
    static readonly double[] bounds = [0.1, 0.5, 1, 2, 5, 10, 20, 60, 300, 3600];

    readonly Lock door = new();
    readonly MeterListener listener = new();
    readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);

    public Exposition(IMeterFactory meters, Instruments instruments)
    {
        // Asked for, so that there are instruments to be heard.
        ArgumentNullException.ThrowIfNull(instruments);
        listener.InstrumentPublished = (instrument, hears) =>
        {
            // Several hosts in one process each have their own.
            if (instrument.Meter.Name != Instruments.Name || instrument.Meter.Scope != meters)
                return;
            lock (door)
                series.Add(NameOf(instrument), new(instrument));
            hears.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Keep(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Keep(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Keep(instrument, value));
        listener.Start();
    }

    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (door)
            foreach (var (name, one) in series)
                one.Write(name, text);
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    void Keep(Instrument instrument, double value)
    {
        lock (door)
            series[NameOf(instrument)].Keep(value);
    }

    /// <summary>With the unit and, for what only grows, <c>total</c> at its end, as is the custom there.</summary>
    static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return instrument.Name.Replace('.', '_') + unit + (instrument is Counter<long> ? "_total" : "");
    }

    sealed class Series(Instrument instrument)
    {
        readonly long[] within = new long[bounds.Length];
        double sum;
        long count;

        public void Keep(double value)
        {
            // A gauge is what it was last; the others add up.
            sum = instrument is Counter<long> or Histogram<double> ? sum + value : value;
            count++;
            for (var i = 0; i < bounds.Length; i++)
                if (value <= bounds[i])
                    within[i]++;
        }

        public void Write(string name, StringBuilder text)
        {
            var type = instrument switch { Counter<long> => "counter", Histogram<double> => "histogram", _ => "gauge" };
            Line($"# HELP {name} {instrument.Description}");
            Line($"# TYPE {name} {type}");
            if (type != "histogram")
            {
                Line($"{name} {sum}");
                return;
            }
            foreach (var (i, bound) in bounds.Index())
                Line($"{name}_bucket{{le=\"{bound}\"}} {within[i]}");
            Line($"{name}_bucket{{le=\"+Inf\"}} {count}");
            Line($"{name}_sum {sum}");
            Line($"{name}_count {count}");

            void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
