using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Storage.People;
using Logistics.Testing;

namespace Logistics.Host.Tests;

/// <summary>What docs/legal.md promises is what the code does.</summary>
public sealed class LegalTests
{
    [Fact]
    public void Periods_are_the_same_in_the_text_and_in_the_code()
    {
        Assert.SkipWhen(Checkout.Root is null, "the sources are not beside this test");
        var rows = File.ReadLines(Path.Combine(Checkout.Root!, "docs", "legal.md")).Where(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4).ToDictionary(cells => cells[1], cells => cells[2]);

        Assert.Equal(DropFolder.Kept, Retention.Mails);
        foreach (var (kept, period) in new[]
        {
            ("attempts to enter, by hash", Retention.Traces), ("links, from when they were used or expired", Retention.Traces), ("sessions, from when they ended", Retention.Traces),
            ("sessions that do not end before", SignInApi.SessionLasts),
            ("sent mails (address and subject; the text goes when it was sent), and their files", Retention.Mails),
            ("what programs were answered, so that asking again does nothing twice", Retention.Answers), ("keys of programs, from when they ended", Retention.Keys),
            ("links of letters that ask, from when their day was over", Retention.Traces),
            ("addresses of calendars, from when they were ended", Retention.Keys), ("which letters were written", Retention.Mails),
            ("devices that are told notices, from when they were switched on or last took one", Retention.Devices),
            ("entries of calendars (partners and goods, no person), from their day", Retention.Calendars),
            ("links of volunteers, from when they ended", Retention.Keys), ("who came to which duty, and who was away, from its day", Retention.Attendances),
            ("links of routes, from when nothing can be told by them any more", Retention.RouteLinks),
            ("where a device was when a proof was told", Retention.Positions), ("photos of proofs", Retention.Photos), ("signatures drawn at a door, as long as the delivery notes that they stand on", Retention.Signatures), ("receipts for gifts in kind, with who signed them (livre des procédures fiscales, L. 102 E)", Retention.Receipts), ("photos of declared surpluses (sooner: when the surplus is declared no more, or who added it is erased)", Retention.LotPhotos),
            ("who was invited and never came", Retention.Unanswered), ("who may act as nothing any more", Retention.Former),
        })
            Assert.Equal((kept, period.TotalDays == 1 ? "1 day" : $"{period.TotalDays} days"), (kept, rows[kept]));
    }
}
