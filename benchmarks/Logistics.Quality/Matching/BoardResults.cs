using System.Globalization;
using System.Text.Json;
using Logistics.Testing;

namespace Logistics.Quality.Matching;

/// <summary>One period under one rule.</summary>
sealed record BoardResult(string Terms, string Density, double Ratio, int Seed, string Rule, Metrics Metrics, int Broken, int BelowGreedy, double Seconds)
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Terms}|{Density}|{Ratio}|{Seed}|{Rule}");
}

/// <summary>Every period ever run, one line each, so that a run that was stopped goes on where it was. Safe to use from several threads.</summary>
sealed class BoardResults
{
    readonly Lock gate = new();
    readonly Dictionary<string, BoardResult> done = [];

    public BoardResults()
    {
        Path = System.IO.Path.Combine(Checkout.Root ?? ".", "artifacts", "quality", "matching.jsonl");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (!File.Exists(Path))
            return;
        foreach (var line in File.ReadLines(Path))
            if (JsonSerializer.Deserialize<BoardResult>(line) is { } result)
                done[result.Key] = result;
    }

    public string Path { get; }

    public BoardResult? Find(string key)
    {
        lock (gate)
            return done.GetValueOrDefault(key);
    }

    public void Add(BoardResult result)
    {
        lock (gate)
        {
            done[result.Key] = result;
            File.AppendAllText(Path, JsonSerializer.Serialize(result) + "\n");
        }
    }
}
