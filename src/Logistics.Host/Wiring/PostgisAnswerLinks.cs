using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Host.Notices;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Wiring;

/// <summary>Links in letters as the host asks for them.</summary>
public sealed class PostgisAnswerLinks(Store store, TimeProvider clock) : IAnswerLinks
{
    public Task<AnswerLink?> FindAsync(byte[] digest, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(
        Scope.Service,
        async unit => await AnswerLinkStore.FindAsync(unit, digest, clock.GetUtcNow()) is { } found ? new AnswerLink(found.Id, found.Date, new(found.Recipient)) : null,
        cancellation));

    /// <summary>Puts what is asked, and one letter to each who has none about that day yet, into the unit that keeps the plan.</summary>
    internal static async Task PutAsync(UnitOfWork unit, DateOnly date, Asking asking, IIdSource ids, DateTimeOffset now)
    {
        if (asking.Proposals.Count == 0)
            return;
        await ProposalStore.PutAsync(unit, asking.Proposals);
        foreach (var row in await AnswerLinkStore.UnwrittenAsync(unit, date, asking.Proposals.Select(x => x.Recipient), now))
        {
            var (token, speaker) = (Token.New(), new Speaker(new(row.Recipient), row.Email, row.Language));
            var zone = asking.ZoneOf(speaker.Party);
            if (!await AnswerLinkStore.AddAsync(unit, new(ids.Next(), date, row.Recipient, row.Membership, LocalTime.EndOf(date, zone)), token.Digest, now))
                continue;
            var letter = asking.Write(speaker, token);
            await NoticeStore.PutAsync(
                unit, row.Person, row.ByMail, row.OnDevices, new(ids.Next(), letter.Recipient, letter.Subject, letter.Body), PostgisDevices.PushOf(asking.Tell(speaker), ids.Next()), now,
                QuietHours.Of(row.QuietFrom, row.QuietUntil)?.After(now, zone) ?? now);
        }
    }
}
