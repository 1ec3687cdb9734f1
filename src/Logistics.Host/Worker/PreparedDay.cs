using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;

namespace Logistics.Host.Worker;

/// <summary>All that a plan of a day is made from, as the store had it at one moment.</summary>
/// <param name="Day">With what recipients said no to.</param>
/// <param name="Version">Of its declarations.</param>
public sealed record PreparedDay(DayDeclarations Day, long Version, ProposalBook Answers, Surroundings Surroundings)
{
    /// <summary>Null when nothing is declared for the date.</summary>
    public static async Task<PreparedDay?> OfAsync(IDayStore store, IEngine engine, DateOnly date, CancellationToken cancellation)
    {
        if (await store.DeclarationsAsync(date, cancellation) is not var (declared, version))
            return null;
        var answers = new ProposalBook(await store.ProposalsAsync(date, cancellation));
        var day = answers.Join(declared);
        return new(day, version, answers, await Surroundings.OfAsync(store, engine, day, cancellation) with { Accepted = answers.Accepted });
    }

    /// <summary>What the recipients of its plan are asked.</summary>
    /// <param name="answers">Null: nobody is asked.</param>
    public IReadOnlyCollection<Proposal> ToAsk(DayPlan plan, Start.AnswerSettings? answers, DateTimeOffset now) =>
        answers is null ? [] : Answers.ToPut(plan, new DayIndex(Day), now, answers.Window);
}
