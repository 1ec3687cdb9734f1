using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Policies.Ballots;
using Logistics.Formats.Policies;

namespace Logistics.Formats.Tests.Policies;

public sealed class BallotFileTests
{
    /// <summary>The vote of <c>docs/voting.md</c>: three persons, one of whom votes twice, and one who comes too late.</summary>
    public const string Text =
        """
        {
          "format": "ramasse-ballot",
          "version": 1,
          "code": "hiver-2026",
          "timeZone": "Europe/Paris",
          "opens": "2026-12-01",
          "closes": "2026-12-07",
          "effectiveFrom": "2027-01-01",
          "electorate": { "quorumPercent": 50 },
          "candidates": [
            {
              "code": "actuelle",
              "name": "Comme aujourd'hui",
              "policy": {
                "version": "2026-1",
                "decidedOn": "2026-09-15",
                "quantityRiskPercent": 5,
                "safetyMarginMinutes": 30,
                "foodFactor": { "gramsCo2ePerKilogram": 1530, "source": "ADEME", "year": 2016 }
              }
            },
            {
              "code": "equite",
              "name": "L'équité d'abord",
              "policy": {
                "version": "2027-1",
                "decidedOn": "2026-09-15",
                "quantityRiskPercent": 5,
                "safetyMarginMinutes": 30,
                "foodFactor": { "gramsCo2ePerKilogram": 1530, "source": "ADEME", "year": 2016 },
                "sharing": { "order": ["equity", "waste", "kilometres", "quality"] }
              }
            }
          ],
          "roll": [{ "code": "17" }, { "code": "42" }, { "code": "58" }, { "code": "99" }],
          "ballots": [
            { "voter": "17", "castAt": "2026-12-01T09:10", "ranking": ["actuelle", "equite"] },
            { "voter": "42", "castAt": "2026-12-03T18:30", "ranking": ["equite", "actuelle"] },
            { "voter": "58", "castAt": "2026-12-05T12:00", "ranking": ["equite"] },
            { "voter": "17", "castAt": "2026-12-06T08:00", "ranking": ["equite", "actuelle"] },
            { "voter": "99", "castAt": "2026-12-08T00:00", "ranking": ["actuelle"] }
          ]
        }
        """;

    static BallotReading Read(string text) => BallotReader.Read(Encoding.UTF8.GetBytes(text));

    static Election Accepted(string text)
    {
        var reading = Read(text);
        Assert.True(reading is BallotReading.Accepted, string.Join("\n", (reading as BallotReading.Rejected)?.Problems ?? []));
        return ((BallotReading.Accepted)reading).Election;
    }

    static string Edited(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(Text)!.AsObject();
        edit(root);
        return root.ToJsonString();
    }

    static (string, string)[] Problems(Action<JsonObject> edit) =>
        [.. Assert.IsType<BallotReading.Rejected>(Read(Edited(edit))).Problems.Select(x => (x.Code, x.Pointer))];

    [Fact]
    public void The_example_is_read_and_counted()
    {
        var election = Accepted(Text);
        var result = BordaCount.Count(election);
        Assert.Equal(new ElectionOutcome.Elected("equite", new DateOnly(2026, 12, 7), new DateOnly(2027, 1, 1)), result.Outcome);
        Assert.Equal([5, 2], result.Tallies.Select(x => x.Points[0]));
        Assert.Equal([new VoidReason.Replaced(election.Ballots[3].CastAt), new VoidReason.AfterClosing(election.Closes)], result.Void.Select(x => x.Reason));
    }

    [Fact]
    public void Read_undoes_write_and_the_archive_keeps_its_hash()
    {
        var election = Accepted(Text);
        using var stream = new MemoryStream();
        BallotWriter.Write(election, stream);
        var again = Accepted(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(election, again);
        Assert.Equal(BallotHash.Of(election), BallotHash.Of(again));
    }

    [Fact]
    public void The_policy_that_wins_is_written_signed_and_read_back()
    {
        var election = Accepted(Text);
        var policy = BordaCount.Adopted(election, BordaCount.Count(election))!;
        using var stream = new MemoryStream();
        PolicyWriter.Write(policy, stream);
        Assert.Equal(policy, Assert.IsType<PolicyReading.Accepted>(PolicyReader.Read(stream.ToArray())).Policy);
    }

    [Fact]
    public void Problems_of_form_are_told_at_once()
    {
        Assert.Equal([("T0504", "/effectiveFrom"), ("T0201", "/roll/4/code")], Problems(root =>
        {
            root["effectiveFrom"] = "2026-12-07";
            root["roll"]!.AsArray().Add(new JsonObject { ["code"] = "42" });
        }));
        Assert.Equal([("T0303", "/closes")], Problems(root => root["closes"] = "2026-11-30"));
        Assert.Equal([("T0305", "/timeZone"), ("T0301", "/ballots/0/castAt")], Problems(root =>
        {
            root["timeZone"] = "Europe/Lunel";
            root["ballots"]![0]!["castAt"] = "hier";
        }));
        Assert.Equal([("T0601", "/candidates")], Problems(root => root["candidates"]!.AsArray().RemoveAt(1)));
    }

    [Fact]
    public void A_vote_that_does_not_count_is_no_problem_of_the_file() => Assert.IsType<VoidReason.UnknownCandidate>(
        BordaCount.Count(Accepted(Edited(root => root["ballots"]![1]!["ranking"] = new JsonArray("personne")))).Void[1].Reason);

    [Fact]
    public void The_example_for_people_is_the_one_that_the_tests_read() =>
        Assert.Contains($"```json\n{Text}\n```", PolicyFileTests.Document("voting.md"), StringComparison.Ordinal);

    [Fact]
    public void Every_code_of_a_vote_is_documented() => Assert.Contains("| T0601 |", PolicyFileTests.Document("voting.md"), StringComparison.Ordinal);
}
