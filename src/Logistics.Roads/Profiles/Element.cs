using Logistics.Roads.Osm;

namespace Logistics.Roads.Profiles;

/// <summary>One tagged element under judgement, and the ear that hears of its odd values.</summary>
readonly struct Element(string kind, long id, Tags tags, Oddities oddities)
{
    public Tags Tags { get; } = tags;

    public string? this[string key] => Tags[key];

    public void Odd(string key, string value, string what = "value not understood") => oddities.Add($"{key}: {what}", $"{kind} {id}: {key}={value}");
}
