namespace Logistics.Host.Views;

/// <summary>
/// Parts of pages that are written once and shown often: a plan never changes, so what a page says of it to readers with the same rights is the same text.
/// Each part's key names all that it is made of. On a day of 485 stops that is most of a page's time (benchmarks/README.md, "The service").
/// </summary>
public static class Fragments
{
    /// <summary>How long an unread part is kept.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    /// <summary>Of all parts together, in bytes: some twenty large days.</summary>
    public const int Room = 32 << 20;
}
