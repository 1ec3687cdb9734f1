using Logistics.Host.Start;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Logistics.Host.Watch;

/// <summary>Sends what is measured, and a span for each plan, to an OpenTelemetry collector. Exists only where one is configured.</summary>
/// <remarks>No span for requests: their addresses hold links that open doors.</remarks>
public sealed class Collector(HostSettings settings, Instruments instruments) : IHostedService, IDisposable
{
    MeterProvider? measures;
    TracerProvider? spans;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked for, so that there are instruments to be read.
        ArgumentNullException.ThrowIfNull(instruments);
        var host = ResourceBuilder.CreateDefault().AddService("ramasse");
        measures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(host).AddMeter(Instruments.Name).AddOtlpExporter(options => To(options, "v1/metrics")).Build();
        spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(host).AddSource(Instruments.Name).AddOtlpExporter(options => To(options, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        measures?.Dispose();
        spans?.Dispose();
    }

    void To(OtlpExporterOptions options, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(settings.Collector!, path);
    }
}
