using Logistics.Domain.Policies;

namespace Logistics.Matching.Model;

/// <summary>
/// How well a recipient is served: points received, earlier and today, per entitled share. Levels are compared as whole numbers of
/// 2^-20 point per share, rounded up, so comparison is exact and alike on every machine. Recipients without a share stand above all
/// others: they come after those who have a claim.
/// </summary>
/// <remarks>
/// The classical rules of rationing are other rulers over the same flows: each is a function of what a recipient holds that only rises, and
/// the fairest flow lifts whoever stands lowest by it. O'Neill, Mathematical Social Sciences 2 (1982); Aumann and Maschler, Journal of
/// Economic Theory 36 (1985); Thomson, Mathematical Social Sciences 45 (2003).
/// </remarks>
static class Entitlement
{
    const int Shift = 20;

    /// <summary>Above every level that 2^40 points, such as 4,000 tonnes at 16 points per kilogram, can reach.</summary>
    const long NoClaim = 1L << 61;

    /// <summary>The level at which the recipient stands with so many points today.</summary>
    public static long Level(RecipientRow recipient, long today)
    {
        if (recipient.Weight == 0)
            return NoClaim + ((recipient.Earlier + today) << Shift);
        var scaled = (recipient.HeadStart(today) + today) << Shift;
        return (scaled + recipient.Weight - 1) / recipient.Weight;
    }

    /// <summary>The most points today, possibly negative, with which the recipient stands at or below the level.</summary>
    public static long PointsAt(RecipientRow recipient, long level)
    {
        if (recipient.Weight == 0)
            return ((level - NoClaim) >> Shift) - recipient.Earlier;
        var whole = (long)Int128.Min((Int128)level * recipient.Weight >> Shift, long.MaxValue / 2);
        // Beyond the turn of the Talmud rule other steps count; a level between the two branches stands at the turn.
        return recipient.Turn is { } turn
            ? Math.Max(Math.Min(whole - recipient.Earlier, turn.At), whole - turn.HeadStart is var beyond && beyond > turn.At ? beyond : long.MinValue)
            : whole - recipient.Earlier;
    }

    /// <summary>Who stands higher, to the last fraction: by cross-multiplication.</summary>
    public static int Compare(RecipientRow one, long oneHas, RecipientRow other, long otherHas)
    {
        Int128 left = one.HeadStart(oneHas) + oneHas, right = other.HeadStart(otherHas) + otherHas;
        return (one.Weight, other.Weight) switch
        {
            (0, 0) => left.CompareTo(right),
            (0, _) => 1,
            (_, 0) => -1,
            _ => (left * other.Weight).CompareTo(right * one.Weight),
        };
    }

    /// <summary>The level of one family at a recipient: grams received, earlier and today, per entitled share.</summary>
    public static long FamilyLevel(RecipientRow recipient, long earlier, long today) =>
        recipient.Weight == 0 ? NoClaim + ((earlier + today) << Shift) : (((earlier + today) << Shift) + recipient.Weight - 1) / recipient.Weight;

    /// <summary>The most grams of a family today, possibly negative, with which it stands at or below the level.</summary>
    public static long FamilyGramsAt(RecipientRow recipient, long earlier, long level) =>
        recipient.Weight == 0
            ? ((level - NoClaim) >> Shift) - earlier
            : (long)Int128.Min((Int128)level * recipient.Weight >> Shift, long.MaxValue / 2) - earlier;
}

/// <summary>A recipient as the rule of the policy sees it.</summary>
/// <param name="Persons">Attested persons.</param>
/// <param name="Weight">Entitled share, a whole number without a unit; 0: none.</param>
/// <param name="Received">Points received earlier, faded: for words.</param>
/// <param name="Earlier">What the rule counts as held before today, in points.</param>
/// <param name="Turn">Where the Talmud rule turns from equal awards to equal losses; null for every other rule.</param>
sealed record RecipientRow(Domain.PartyId Id, int Persons, long Weight, long Received, long Earlier, Turn? Turn = null)
{
    /// <summary>What counts as held before the points of today.</summary>
    public long HeadStart(long today) => Turn is { } turn && today > turn.At ? turn.HeadStart : Earlier;
}

/// <param name="At">Half of what is asked, in points.</param>
/// <param name="HeadStart">What counts as held before today once more than half is given.</param>
readonly record struct Turn(long At, long HeadStart);

/// <summary>Makes the ruler of a policy for each recipient.</summary>
static class Rulers
{
    /// <param name="claim">Points asked for today.</param>
    /// <param name="largestClaim">Of all recipients.</param>
    public static RecipientRow Row(Rationing rule, Domain.PartyId id, int persons, long weight, long received, long claim, long largestClaim)
    {
        var plain = new RecipientRow(id, persons, weight, received, received);
        if (weight == 0)
            return plain;
        return rule switch
        {
            Rationing.Leximin => plain,
            // Claims are measured in steps that keep a gram larger than the step of a level.
            Rationing.Proportional => plain with { Weight = Math.Max(1, claim / Step(largestClaim)), Earlier = 0 },
            Rationing.EqualAwards => plain with { Earlier = 0 },
            Rationing.EqualLosses => plain with { Weight = 1, Earlier = largestClaim - claim },
            // The second branch begins above the end of everybody's first.
            Rationing.Talmud => plain with { Weight = 1, Earlier = 0, Turn = new Turn(claim / 2, largestClaim + 1 - claim) },
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    static long Step(long largestClaim) => 1 + largestClaim / 100_000;
}
