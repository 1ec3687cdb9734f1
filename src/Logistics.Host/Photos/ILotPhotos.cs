using Logistics.Domain;
using Logistics.Domain.Goods;

namespace Logistics.Host.Photos;

/// <summary>Which surplus of which day has which photo. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface ILotPhotos
{
    /// <summary>Gives a lot its photo, in the place of the one it has.</summary>
    /// <param name="by">The person who adds it; null: nobody in particular.</param>
    Task LinkAsync(DateOnly date, Lot lot, PhotoId photo, Guid? by, CancellationToken cancellation);

    /// <summary>Takes a lot's photo away; false: it had none.</summary>
    Task<bool> UnlinkAsync(DateOnly date, LotId lot, CancellationToken cancellation);

    /// <summary>The lots of a day that have one.</summary>
    Task<IReadOnlyDictionary<LotId, PhotoId>> OfDateAsync(DateOnly date, CancellationToken cancellation);

    /// <summary>All photos of lots.</summary>
    Task<IReadOnlySet<PhotoId>> AllAsync(CancellationToken cancellation);
}
