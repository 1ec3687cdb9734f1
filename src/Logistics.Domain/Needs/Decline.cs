using Logistics.Measures;

namespace Logistics.Domain.Needs;

/// <summary>
/// A recipient's no to a lot that it was offered for one of its needs. It holds for the day, is told to whoever asks why, and costs the recipient
/// nothing: its place in the sharing stays what it was.
/// </summary>
/// <param name="Most">What it takes of the lot all the same; zero: none of it.</param>
/// <param name="Motive">In its own words; null: it gave none.</param>
public sealed record Decline(LotId Lot, NeedId Need, Mass Most, string? Motive);
