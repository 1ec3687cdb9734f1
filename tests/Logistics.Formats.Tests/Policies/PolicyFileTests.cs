using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Policies;
using Logistics.Formats.Policies;
using Logistics.Formats.Territories;
using Logistics.Formats.Tests.Territories;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Policies;

public sealed class PolicyFileTests
{
    /// <summary>The policy of <c>docs/policy-file.md</c>.</summary>
    public const string Text =
        """
        {
          "format": "ramasse-policy",
          "version": 1,
          "policy": {
            "version": "2027-1",
            "decidedOn": "2026-12-07",
            "effectiveFrom": "2027-01-01",
            "quantityRiskPercent": 5,
            "safetyMarginMinutes": 30,
            "radiusKilometres": 40,
            "foodFactor": { "gramsCo2ePerKilogram": 1530, "source": "ADEME", "year": 2016 },
            "sharing": {
              "entitlementPercent": { "persons": 70, "equal": 20, "auditedNeed": 10 },
              "rationing": "leximin",
              "halfLifeDays": 42,
              "pointsPerKg": {
                "protein": 3,
                "dairy": 2,
                "fruit-and-vegetables": 1,
                "starch": 1,
                "other": 1,
                "hygiene": 2
              },
              "equityTolerancePermille": 30,
              "costTolerancePermille": 10,
              "nonIdlingPermille": 950,
              "lookAheadDays": 2,
              "preferences": { "organic": 2, "local": 1 },
              "order": ["equity", "waste", "kilometres", "quality"],
              "changes": {
                "order": ["crates", "hours", "kilometres", "consent"],
                "minutes": 30,
                "crates": 2,
                "kilometres": 10
              },
              "promiseCut": "in-proportion"
            },
            "electorate": {
              "voices": "college",
              "colleges": [
                { "name": "donneurs", "weight": 1 },
                { "name": "associations", "weight": 2 }
              ],
              "quorumPercent": 40
            }
          }
        }
        """;

    static readonly string Plain = Edited(root =>
    {
        root["policy"]!.AsObject().Remove("sharing");
        root["policy"]!.AsObject().Remove("electorate");
    });

    static string Edited(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(Text)!.AsObject();
        edit(root);
        return root.ToJsonString();
    }

    static PolicyReading Read(string text, string culture = "fr") => PolicyReader.Read(Encoding.UTF8.GetBytes(text), CultureInfo.GetCultureInfo(culture));

    static Policy Accepted(string text)
    {
        var reading = Read(text);
        Assert.True(reading is PolicyReading.Accepted, string.Join("\n", (reading as PolicyReading.Rejected)?.Problems ?? []));
        return ((PolicyReading.Accepted)reading).Policy;
    }

    static string Written(Policy policy)
    {
        using var stream = new MemoryStream();
        PolicyWriter.Write(policy, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void Everything_that_can_be_voted_is_read()
    {
        var policy = Accepted(Text);
        Assert.Equal(new DateOnly(2027, 1, 1), policy.EffectiveFrom);
        Assert.Equal(new SharingTerms
        {
            Basis = new EntitlementBasis(Persons: 70, Equal: 20, AuditedNeed: 10),
            HalfLifeDays = 42,
            Points = new FamilyPoints(Protein: 3, Dairy: 2, FruitAndVegetables: 1, Starch: 1, Other: 1, Hygiene: 2),
            EquityTolerancePermille = 30,
            CostTolerancePermille = 10,
            NonIdlingPermille = 950,
            LookAheadDays = 2,
            Preferences = new PreferenceWeights(Organic: 2, Local: 1),
            Order = [Aim.Equity, Aim.Waste, Aim.Kilometres, Aim.Quality],
            Steps = new ChangeSteps([ChangeKind.Crates, ChangeKind.Hours, ChangeKind.Kilometres, ChangeKind.Consent],
                Duration.FromMinutes(30), Crates: 2, Distance.FromMetres(10_000)),
            PromiseCut = PromiseCut.InProportion,
        }, policy.Sharing);
        Assert.Equal(new Electorate { Voices = VoiceRule.College, Colleges = [new("donneurs", 1), new("associations", 2)], QuorumPercent = 40 }, policy.Electorate);
    }

    [Fact]
    public void Whatever_is_absent_has_its_default()
    {
        var policy = Accepted(Plain);
        Assert.Equal((SharingTerms.Default, Electorate.Default, null), (policy.Sharing, policy.Electorate, policy.Signature));
    }

    [Fact]
    public void Read_undoes_write_for_what_is_usual_and_for_what_is_not()
    {
        foreach (var policy in new[] { Accepted(Text), Accepted(Plain), Signed() })
        {
            Assert.Equal(policy, Accepted(Written(policy)));
            Assert.Equal(PolicyHash.Of(policy), PolicyHash.Of(Accepted(Written(policy))));
        }
        Assert.DoesNotContain("sharing", Written(Accepted(Plain)), StringComparison.Ordinal);
    }

    static Policy Signed() => Accepted(Text) with { Signature = new PolicySignature(PolicyHash.Of(Accepted(Text)), "hiver-2026", new string('a', 64)) };

    [Fact]
    public void The_same_policy_stands_in_a_territory()
    {
        var file = Example.Edited(root => root["territories"]![0]!["policy"] = JsonNode.Parse(Text)!["policy"]!.DeepClone());
        var day = Example.Accepted(file);
        Assert.Equal(Accepted(Text), day.Territories[0].Policy);
        using var stream = new MemoryStream();
        TerritoryWriter.Write(day, stream);
        Assert.Equal(day.Territories, Example.Accepted(stream.ToArray()).Territories);
    }

    [Fact]
    public void Every_problem_is_told_at_once_in_both_languages()
    {
        var broken = Edited(root =>
        {
            var sharing = root["policy"]!["sharing"]!;
            sharing["entitlementPercent"]!["equal"] = 21;
            sharing["pointsPerKg"]!["dairy"] = 17;
            sharing["pointsPerKg"]!["starch"] = 0;
            sharing["equityTolerancePermille"] = 201;
            sharing["lookAheadDays"] = 7;
            sharing["order"] = new JsonArray("kilometres", "waste", "equity", "quality");
            sharing["changes"]!["order"] = new JsonArray("hours");
            sharing["rationing"] = "talmude";
            root["policy"]!["electorate"]!["voices"] = "person";
            root["policy"]!["halfLife"] = 3;
        });
        var french = Assert.IsType<PolicyReading.Rejected>(Read(broken)).Problems;
        Assert.Equal(
            [
                ("T0101", "/policy/halfLife"),
                ("T0501", "/policy/sharing/entitlementPercent"),
                ("T0105", "/policy/sharing/rationing"),
                ("T0104", "/policy/sharing/pointsPerKg/dairy"),
                ("T0104", "/policy/sharing/pointsPerKg/starch"),
                ("T0104", "/policy/sharing/equityTolerancePermille"),
                ("T0104", "/policy/sharing/lookAheadDays"),
                ("T0502", "/policy/sharing/order"),
                ("T0503", "/policy/sharing/changes/order"),
                ("T0506", "/policy/electorate/colleges"),
            ],
            french.Select(x => (x.Code, x.Pointer)));
        var english = Assert.IsType<PolicyReading.Rejected>(Read(broken, "en-GB")).Problems;
        Assert.All(french.Zip(english), x => Assert.NotEqual(x.First.Action, x.Second.Action));
    }

    [Fact]
    public void Each_order_that_may_be_voted_is_read_and_no_other()
    {
        foreach (var order in AimOrder.Votable)
            Assert.Equal(order, Accepted(Edited(root => root["policy"]!["sharing"]!["order"] = new JsonArray([.. order.Select(x => JsonValue.Create(x.ToString().ToLowerInvariant()))]))).Sharing.Order);
        Assert.IsType<PolicyReading.Rejected>(Read(Edited(root => root["policy"]!["sharing"]!["order"] = new JsonArray("waste", "quality", "equity", "kilometres"))));
    }

    [Fact]
    public void What_was_changed_after_the_vote_is_not_what_was_voted()
    {
        var text = Written(Signed());
        Assert.Equal(Signed(), Accepted(text));
        var changed = text.Replace("\"halfLifeDays\": 42", "\"halfLifeDays\": 43", StringComparison.Ordinal);
        Assert.Equal("T0505", Assert.Single(Assert.IsType<PolicyReading.Rejected>(Read(changed)).Problems).Code);
    }

    [Fact]
    public void A_decision_never_reaches_back() => Assert.Equal(
        ("T0504", "/policy/effectiveFrom"),
        Assert.IsType<PolicyReading.Rejected>(Read(Edited(root => root["policy"]!["effectiveFrom"] = "2026-12-06"))).Problems.Select(x => (x.Code, x.Pointer)).Single());

    [Fact]
    public void Another_kind_of_file_is_said_alone() =>
        Assert.Equal("T0006", Assert.Single(Assert.IsType<PolicyReading.Rejected>(Read(Example.Text)).Problems).Code);

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var broken = bytes.ToArray();
            for (var j = random.Next(1, 4); j > 0; j--)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            PolicyReader.Read(broken.AsMemory(0, random.Next(10) == 0 ? random.Next(broken.Length) : broken.Length));
        }
    }

    [Theory]
    [InlineData("policy.schema.json")]
    [InlineData("ballot.schema.json")]
    public void The_schema_is_the_one_the_reader_reads_by(string name)
    {
        var text = name == "policy.schema.json" ? PolicySchema.OfPolicy() : PolicySchema.OfBallot();
        // Written beside the test first, so that a change of format is renewed by copying one file.
        var renewed = Path.Combine(AppContext.BaseDirectory, name);
        File.WriteAllText(renewed, text);
        Assert.True(text == Document(name), $"docs/{name} is out of date: copy {renewed} over it.");
    }

    [Fact]
    public void The_example_for_people_is_the_one_that_the_tests_read() =>
        Assert.Contains($"```json\n{Text}\n```", Document("policy-file.md"), StringComparison.Ordinal);

    internal static string Document(string name)
    {
        if (Checkout.Root is not { } root)
        {
            Assert.Skip("the sources are not here");
            return "";
        }
        return File.ReadAllText(Path.Combine(root, "docs", name));
    }
}
