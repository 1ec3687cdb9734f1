using System.Text.Json;
using Logistics.Domain.Proofs;

namespace Logistics.Host.Api;

/// <summary>What is wrong with what was told, as a program and a person read it.</summary>
/// <param name="Code">A word that stays.</param>
/// <param name="Cause">In the language of the request.</param>
/// <param name="Action">What to do about it.</param>
/// <param name="About">A member's path, or an id of the plan's or of another proof.</param>
sealed record ToldProblem(string Code, string Cause, string Action, string? About);

static class TellingWords
{
    public static ToldProblem Of(TellingProblem problem) =>
        new(problem.Code, Texts.Get($"ProofCause.{problem.Code}"), Texts.Get($"ProofAction.{problem.Code}"), problem.About);

    public static ToldProblem Of(ProofProblem problem) => Of(new TellingProblem(CodeOf(problem.GetType()), AboutOf(problem)?.ToString()));

    public static string CodeOf(Type problem) => JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Name);

    public static string WordOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    static Guid? AboutOf(ProofProblem problem) => problem switch
    {
        ProofProblem.NotAStop x => x.Site.Value,
        ProofProblem.NotHandledThere x => x.Allocation.Value,
        ProofProblem.NotDoneThere x => x.Allocation.Value,
        ProofProblem.BadQuantity x => x.Allocation.Value,
        ProofProblem.NoReason x => x.Allocation.Value,
        ProofProblem.CorrectsInPart x => x.Missing.Value,
        ProofProblem.AlreadyCorrected x => x.By.Value,
        ProofProblem.AlreadyProven x => x.By.Value,
        ProofProblem.BatchProvenOtherwise x => x.Lot.Value,
        _ => null,
    };
}
