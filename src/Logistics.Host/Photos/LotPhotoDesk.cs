using System.Security.Claims;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Host.Access;
using Logistics.Host.Worker;

namespace Logistics.Host.Photos;

/// <summary>What became of a photo that was sent for a surplus.</summary>
public enum LotPhotoOutcome
{
    Kept,

    /// <summary>More bytes than <see cref="Picture.Largest"/>.</summary>
    TooLarge,

    /// <summary>None of the three kinds, or cut off.</summary>
    NoPhoto,
}

/// <summary>The photo of a surplus: added by whoever may declare it, shown to whoever may see it. The limits are those of photos of proofs.</summary>
public sealed class LotPhotoDesk(StoreDoor door, DayShelf shelf, PhotoShelf photos)
{
    /// <summary>Where a lot's photo is, for whoever has entered.</summary>
    public static string AddressOf(DateOnly date, string code) => $"/api/v1/days/{date:yyyy-MM-dd}/lots/{Uri.EscapeDataString(code)}/photo";

    /// <summary>Keeps a photo, in the place of the one that the lot has.</summary>
    /// <param name="by">The person who adds it; null: nobody in particular.</param>
    /// <exception cref="StoreAwayException">It could not be kept now.</exception>
    public async Task<LotPhotoOutcome> KeepAsync(DateOnly date, Lot lot, byte[] sent, Guid? by, CancellationToken cancellation)
    {
        if (sent.Length > Picture.Largest)
            return LotPhotoOutcome.TooLarge;
        if (Picture.Read(sent) is not { } picture)
            return LotPhotoOutcome.NoPhoto;
        // The photo first: one without a lot goes by itself in a day, a lot without its photo would promise one.
        await photos.PutAsync(picture.Id, picture.Content, cancellation);
        await door.Store.LotPhotos.LinkAsync(date, lot, picture.Id, by, cancellation);
        return LotPhotoOutcome.Kept;
    }

    /// <summary>The photo itself; null: the lot has none, or none any more.</summary>
    public async Task<(PhotoId Id, string MediaType, byte[] Content)?> OpenAsync(DateOnly date, LotId lot, CancellationToken cancellation) =>
        (await door.Store.LotPhotos.OfDateAsync(date, cancellation)).TryGetValue(lot, out var id) && await photos.OpenAsync(id, cancellation) is { } content
            && Picture.MediaTypeOf(content) is { } type
            ? (id, type, content) : null;

    /// <summary>Lots of a day whose photos a page may show, by id.</summary>
    public async Task<IReadOnlySet<LotId>> OfDateAsync(DateOnly date, CancellationToken cancellation) => (await door.Store.LotPhotos.OfDateAsync(date, cancellation)).Keys.ToHashSet();

    /// <summary>The lot, if the visitor may see it: a dispatcher or an auditor what is in its territory or reaches it, a partner what it gives or is asked to take, a driver what it carries.</summary>
    public async Task<Lot?> SeenAsync(DateOnly date, string code, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await door.Store.DeclarationsAsync(date, cancellation) is not var (day, _) || day.Lots.FirstOrDefault(x => x.Code == code) is not { } lot)
            return null;
        if (user.IsInRole(Roles.Dispatcher) || user.IsInRole(Roles.Auditor))
            return user.Territory() is not { } bound || lot.Territory.Value == bound
                || (await shelf.CurrentAsync(date, cancellation) is { } whole && user.Sees(whole)?.Index.Day.Lots.Any(x => x.Id == lot.Id) == true)
                ? lot : null;
        if (user.Subject() is not { } subject)
            return null;
        return user.IsInRole(Roles.Driver) ? await CarriesAsync(date, lot.Id, new(subject), cancellation) ? lot : null
            : lot.Donor.Value == subject || await IsAskedAsync(date, lot.Id, new(subject), cancellation) ? lot : null;
    }

    /// <summary>The lot, if a partner is asked to take of it, or is promised some by the plan in force.</summary>
    public async Task<bool> IsAskedAsync(DateOnly date, LotId lot, PartyId party, CancellationToken cancellation) =>
        (await door.Store.ProposalsAsync(date, cancellation)).Any(x => x.Proposal.Recipient == party && x.Proposal.Lot == lot)
        || (await shelf.CurrentAsync(date, cancellation) is { } day && day.Plan.Allocations.Any(x => x.Lot == lot && day.Index[x.Need].Recipient == party));

    async Task<bool> CarriesAsync(DateOnly date, LotId lot, DriverId driver, CancellationToken cancellation)
    {
        if (await shelf.CurrentAsync(date, cancellation) is not { } day)
            return false;
        var carried = day.Plan.Routes.Where(x => x.Driver == driver).SelectMany(x => x.Stops).SelectMany(x => x.Activities).Select(x => x.Allocation).ToHashSet();
        return day.Plan.Carriable().Any(x => x.Lot == lot && carried.Contains(x.Id));
    }
}
