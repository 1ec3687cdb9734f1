using System.Text;
using System.Text.Json.Nodes;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Tests.Territories;

/// <summary>Whatever is done to a file, the outcome is a reading; and what the schema forbids, the reader rejects.</summary>
public sealed class FuzzTests
{
    static readonly byte[] Demo = RoundTripTests.Written(DemoDay.Make(new() { Date = new(2026, 11, 20), Sites = 24, Lots = 10, Needs = 12 }), new RoadsHint.Sketch());

    static readonly JsonObject Schema = JsonNode.Parse(TerritorySchema.Text())!.AsObject();

    [Fact]
    public void Broken_bytes_give_a_reading()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var bytes = (seed % 2 == 0 ? Example.Bytes : Demo).ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            MustRead(bytes, seed);
        }
    }

    [Fact]
    public void Broken_values_give_a_reading_and_the_schema_never_knows_better()
    {
        var (accepted, rejected) = (0, 0);
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var root = JsonNode.Parse(seed % 8 == 0 ? Demo : Example.Bytes)!;
            for (var i = random.Next(1, 3); i > 0; i--)
                Mutate(root, random);
            var reading = MustRead(Encoding.UTF8.GetBytes(root.ToJsonString()), seed);
            if (reading is TerritoryReading.Accepted)
                accepted++;
            else
                rejected++;
            if (!SchemaValidator.Allows(Schema, Schema, root))
                Assert.True(reading is TerritoryReading.Rejected, $"seed {seed}: the schema forbids what the reader accepts");
        }
        // Both outcomes must be common, or the mutations test nothing.
        Assert.True(accepted > 30 && rejected > 500, $"{accepted} accepted, {rejected} rejected");
    }

    [Fact]
    public void The_schema_allows_what_the_writer_writes()
    {
        Assert.True(SchemaValidator.Allows(Schema, Schema, JsonNode.Parse(Demo)));
        Assert.True(SchemaValidator.Allows(Schema, Schema, JsonNode.Parse(Example.Text)));
    }

    static TerritoryReading MustRead(byte[] file, int seed)
    {
        try
        {
            var reading = TerritoryReader.Read(file);
            if (reading is TerritoryReading.Rejected { Problems.Count: 0 })
                Assert.Fail($"seed {seed}: rejected without a problem");
            if (TerritoryReader.ReadSound(file) is TerritoryReading.Accepted sound)
            {
                Assert.True(sound.Problems.Count > 0 == sound.LeftOut.Count > 0, $"seed {seed}: {string.Join("; ", sound.Problems)}");
                // Nothing of what is left names what was left out.
                Assert.Equal(sound.Day, Example.Accepted(RoundTripTests.Written(sound.Day)));
            }
            else if (reading is TerritoryReading.Accepted)
                Assert.Fail($"seed {seed}: accepted whole, but not in part");
            return reading;
        }
        catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"seed {seed} threw", thrown);
        }
    }

    static void Mutate(JsonNode root, Random random)
    {
        var places = Containers(root).ToArray();
        var place = places[random.Next(places.Length)];
        var odd = Odd(random);
        if (place is JsonObject one && one.Count > 0)
        {
            var name = one.ElementAt(random.Next(one.Count)).Key;
            switch (random.Next(4))
            {
                case 0:
                    one.Remove(name);
                    break;
                case 1:
                    one[name + "x"] = odd;
                    break;
                default:
                    one[name] = odd;
                    break;
            }
        }
        else if (place is JsonArray list)
        {
            if (list.Count > 0 && random.Next(2) == 0)
                list.Add(list[random.Next(list.Count)]?.DeepClone());
            else
                list.Insert(random.Next(list.Count + 1), odd);
        }
    }

    static IEnumerable<JsonNode> Containers(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(property => Containers(property.Value)).Prepend(one),
        JsonArray list => list.SelectMany(Containers).Prepend(list),
        _ => [],
    };

    static JsonNode? Odd(Random random) => random.Next(14) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(-5, 200)),
        2 => JsonValue.Create(random.NextDouble() * 1e9),
        3 => JsonValue.Create(true),
        4 => JsonValue.Create("08:30"),
        5 => JsonValue.Create("2026-11-21T09:00"),
        6 => JsonValue.Create("epicerie"),
        7 => JsonValue.Create(""),
        8 => JsonValue.Create("2026-11-19"),
        9 => JsonValue.Create("dairy"),
        10 => new JsonArray(),
        11 => new JsonObject(),
        12 => JsonValue.Create("9999-12-31T23:59:59.9999999-14:00"),
        _ => JsonNode.Parse("1e-30"),
    };
}
