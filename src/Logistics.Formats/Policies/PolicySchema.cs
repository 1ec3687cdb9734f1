using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Policies;

/// <summary>JSON Schemas (draft 2020-12) of policies and votes, made from the descriptions that the readers read by.</summary>
public static class PolicySchema
{
    /// <summary>The schema as it stands in <c>docs/policy.schema.json</c>, ending with a line feed.</summary>
    public static string OfPolicy() => ShapeSchema.Text(ShapeSchema.Of(PolicyFile.Shape, "Ramasse policy file, version 1"));

    /// <summary>The schema as it stands in <c>docs/ballot.schema.json</c>, ending with a line feed.</summary>
    public static string OfBallot() => ShapeSchema.Text(ShapeSchema.Of(BallotFile.Shape, "Ramasse ballot file, version 1"));
}
