using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.People;

/// <summary>At dates of their own, since whoever takes a mail takes anyone's that is due.</summary>
public sealed class MailOutboxTests(Stores stores)
{
    static readonly DateTimeOffset early = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_mail_is_taken_by_one_tried_again_later_and_empty_once_sent(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var mail = Mail("retry", "leon");
        await store.RunAsync(Scope.Service, unit => MailOutbox.AddAsync(unit, mail, early), Cancellation);

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TakeAsync(store, early), Cancellation)));
        Assert.Equal(new TakenMail(mail.Id, mail.Recipient, mail.Subject, mail.Body, 1), Assert.Single(taken, one => one is not null));

        await store.RunAsync(Scope.Service, unit => MailOutbox.RetryAsync(unit, mail.Id, early.AddMinutes(2)), Cancellation);
        Assert.Null(await TakeAsync(store, early.AddMinutes(1)));
        Assert.Equal(2, (await TakeAsync(store, early.AddMinutes(2)))!.Attempts);
        // Who took it died: after the time it had, another takes it.
        Assert.Equal(3, (await TakeAsync(store, early.AddMinutes(8)))!.Attempts);
        await store.RunAsync(Scope.Service, unit => MailOutbox.SentAsync(unit, mail.Id, early.AddMinutes(8)), Cancellation);

        Assert.Null(await TakeAsync(store, early.AddHours(1)));
        Assert.Equal("", await BodyAsync(store, mail.Id));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_mail_that_was_given_up_is_counted_and_empty(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var mail = Mail("dead", "manon");
        var before = await store.RunAsync(Scope.Service, MailOutbox.CountAsync, Cancellation);
        await store.RunAsync(Scope.Service, unit => MailOutbox.AddAsync(unit, mail, early.AddYears(-1)), Cancellation);

        await TakeAsync(store, early.AddYears(-1));
        await store.RunAsync(Scope.Service, unit => MailOutbox.GiveUpAsync(unit, mail.Id, early.AddYears(-1)), Cancellation);

        Assert.True((await store.RunAsync(Scope.Service, MailOutbox.CountAsync, Cancellation)).Dead > before.Dead);
        Assert.Equal("", await BodyAsync(store, mail.Id));
    }

    static Task<TakenMail?> TakeAsync(Store store, DateTimeOffset now) => store.RunAsync(Scope.Service, unit => MailOutbox.TakeAsync(unit, now, now.AddMinutes(5)), Cancellation);

    static Task<string> BodyAsync(Store store, Guid id) => store.RunAsync(Scope.Service, unit => unit.SingleAsync<string>("SELECT body FROM mail_outbox WHERE id = @id", new { id }), Cancellation);
}
