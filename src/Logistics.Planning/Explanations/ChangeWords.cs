using System.Diagnostics;
using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Matching.Reasons;

namespace Logistics.Planning.Explanations;

/// <summary>Says what would have changed a sharing, who would gain or lose, why somebody else received, and what would help. Facts with their figures.</summary>
/// <remarks>Thread safe. Sentences begin in lower case and end without a full stop, so that a page can join them.</remarks>
public sealed class ChangeWords(DayIndex day, CultureInfo culture)
{
    readonly Words words = new(culture);
    readonly Explainer explainer = new(day, culture);

    /// <summary>A clause that follows "if": "the shop opened at 9:00 instead of 10:00".</summary>
    public string Say(Change change) => change switch
    {
        Change.OpensEarlier x => words["Change.OpensEarlier", Name(x.Site), Clock(x.Now, Of(x.Site)), Clock(x.Was, Of(x.Site))],
        Change.ClosesLater x => words["Change.ClosesLater", Name(x.Site), Clock(x.Now, Of(x.Site)), Clock(x.Was, Of(x.Site))],
        Change.Opens x => words["Change.Opens", Name(x.Site), Clock(x.Window.Begin, Of(x.Site)), Clock(x.Window.End, Of(x.Site))],
        Change.DeadlineLater x => words["Change.DeadlineLater", Name(x.Need), Clock(x.Now, day[x.Need].Territory), Clock(x.Was, day[x.Need].Territory)],
        Change.PickupEarlier x => words["Change.PickupEarlier", day[x.Lot].Product, Clock(x.Now, day[x.Lot].Territory), Clock(x.Was, day[x.Lot].Territory)],
        Change.PickupLater x => words["Change.PickupLater", day[x.Lot].Product, Clock(x.Now, day[x.Lot].Territory), Clock(x.Was, day[x.Lot].Territory)],
        Change.ShiftEarlier x => words["Change.ShiftEarlier", Code(x.Shift), Clock(x.Now, Of(x.Shift)), Clock(x.Was, Of(x.Shift))],
        Change.ShiftLater x => words["Change.ShiftLater", Code(x.Shift), Clock(x.Now, Of(x.Shift)), Clock(x.Was, Of(x.Shift))],
        Change.MoreRoom { Crates: 0 } x => words["Change.MoreRoomBy", Name(x.Site), explainer.Amount(x.Room), explainer.Name(x.Class)],
        Change.MoreRoom x => words["Change.MoreRoom", Name(x.Site), x.Crates, explainer.Name(x.Class), explainer.Amount(x.Room)],
        Change.WiderRadius x => words["Change.WiderRadius", explainer.Amount(x.Now), explainer.Amount(x.Was)],
        Change.Agreement x => words["Change.Agreement", day[x.Donor].Name, day[x.Recipient].Name],
        Change.AcceptsFamily x => words["Change.AcceptsFamily", Name(x.Site), explainer.Name(x.Family)],
        Change.AcceptsKind x => words["Change.AcceptsKind", Name(x.Site), x.Product],
        Change.ReceivesThatDay x => words["Change.ReceivesThatDay", Name(x.Site), culture.DateTimeFormat.GetDayName(x.Day)],
        Change.ComesForLess x => words["Change.ComesForLess", Name(x.Site), explainer.Amount(x.Now), explainer.Amount(x.Was)],
        Change.Habilitation x => words["Change.Habilitation", day[x.Party].Name],
        Change.VehicleHolds x => words["Change.VehicleHolds", day[x.Vehicle].Name, explainer.Name(x.Class)],
        Change.WrittenAgreement x => words["Change.WrittenAgreement", day[x.Donor].Name, day[x.Recipient].Name],
        Change.MoreHands x => words["Change.MoreHands", Name(x.Site), x.Crates, explainer.Amount(x.More)],
        Change.HandsOutInTime x => words["Change.HandsOutInTime", day[x.Party].Name],
        Change.ColderStore x => words["Change.ColderStore", Name(x.Site), explainer.Degrees(x.Now), explainer.Degrees(x.Was)],
        Change.ColderVehicle x => words["Change.ColderVehicle", day[x.Vehicle].Name, explainer.Degrees(x.Now)],
        Change.BringsBoxes x => words["Change.BringsBoxes", day[x.Party].Name],
        Change.SaidPrepacked x => words["Change.SaidPrepacked", day[x.Lot].Product],
        Change.Approved x => words["Change.Approved", Name(x.Site)],
        Change.SmallerShare x => words["Change.SmallerShare", day[x.Lot].Product, explainer.Amount(x.Now), explainer.Amount(x.Was)],
        Change.Wants x => words["Change.Wants", Name(x.Need), explainer.Amount(x.Now), explainer.Amount(x.Was)],
        Change.Attests x => words["Change.Attests", day[x.Party].Name, x.Now, x.Was],
        Change.Weighs x => words["Change.Weighs", day[x.Lot].Product, explainer.Amount(x.Now), explainer.Amount(x.Was)],
        _ => throw new UnreachableException(),
    };

    /// <summary>What would have given it, what that would have cost others, and how anyone can check it.</summary>
    public string Say(Counterfactual found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var head = found.Before.Grams == 0
            ? words["Counterfactual.Some", Name(found.Need), explainer.Amount(found.After), Say(found.Change)]
            : words["Counterfactual.More", Name(found.Need), explainer.Amount(found.After), explainer.Amount(found.Before), Say(found.Change)];
        var cost = found.Difference.Losses.Count == 0 ? words["Counterfactual.NobodyLoses"] : Losses(found.Difference);
        return $"{head} ; {cost} ; {Proof(found.PolicyVersion, found.Seed)}";
    }

    /// <summary>Why them and not me.</summary>
    public string Say(Comparison compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var (mine, theirs) = (compared.Asks, compared.Received);
        string me = day[mine.Party].Name, they = day[theirs.Party].Name;
        return compared.Point switch
        {
            ComparisonPoint.Refused => words["Comparison.Refused", me, explainer.Say(mine.Refusal!)],
            ComparisonPoint.Urgency => words["Comparison.Urgency", they, explainer.Name(theirs.Urgency), me, explainer.Name(mine.Urgency)],
            ComparisonPoint.NeedMet => words["Comparison.NeedMet", me],
            ComparisonPoint.StorageFull => words["Comparison.StorageFull", me],
            ComparisonPoint.NoEntitlement => words["Comparison.NoEntitlement", me, they],
            ComparisonPoint.Share => words["Comparison.Share", they, Percent(theirs.Share?.WithoutLot), me, Percent(mine.Share?.WithoutLot)],
            ComparisonPoint.Distance => words["Comparison.Distance", they, explainer.Amount(theirs.Away!.Value), me, mine.Away is { } away ? explainer.Amount(away) : "-"],
            ComparisonPoint.Whole => words["Comparison.Whole", they, Percent(theirs.Share?.After), me, Percent(mine.Share?.After)],
            _ => throw new UnreachableException(),
        };
    }

    public string Say(ShadowPrice price)
    {
        ArgumentNullException.ThrowIfNull(price);
        return words["ShadowPrice", Say(price.Change), explainer.Amount(price.Gain)];
    }

    public string Say(Remedy remedy)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        var zone = day[remedy.Need].Territory;
        var (key, place) = remedy.Place switch
        {
            ColdPlace.SharedColdRoom x => ("Remedy.SharedColdRoom", day.Day.Equipment.First(e => e.Id == x.Equipment).Name),
            ColdPlace.Fridge x => ("Remedy.Fridge", Name(x.Site)),
            _ => throw new UnreachableException(),
        };
        return words[key, place, explainer.Amount(remedy.Away), explainer.Amount(remedy.Room), explainer.Name(remedy.Class), Clock(remedy.Kept.Begin, zone),
            Clock(remedy.Kept.End, zone), Name(remedy.Need), explainer.Amount(remedy.Gain)];
    }

    /// <summary>What a contested fact would have changed.</summary>
    public string Say(ContestAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return $"{words["Contest", Say(answer.Claim)]} {Say(answer.Difference)} ; {Proof(answer.PolicyVersion, answer.Seed)}";
    }

    public string Say(MatchingDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        if (difference.Gains.Count == 0 && difference.Losses.Count == 0)
            return words["Difference.None"];
        return string.Join(" ; ", new[]
        {
            difference.Gains.Count == 0 ? null : words["Difference.Gains", Listed(difference.Gains)],
            difference.Losses.Count == 0 ? null : Losses(difference),
            words["Difference.Given", explainer.Amount(difference.GivenAfter), explainer.Amount(difference.GivenBefore)],
        }.OfType<string>());
    }

    /// <summary>What anyone needs to find a decision again: the voted policy and the draw of ties.</summary>
    public string Proof(string policyVersion, long seed) => words["Proof", policyVersion, seed];

    string Losses(MatchingDifference difference) => words["Difference.Losses", Listed(difference.Losses)];

    string Listed(IEnumerable<PartyDifference> parties) => string.Join(", ",
        parties.Select(x => words["Difference.One", day[x.Party].Name, explainer.Amount(x.After), explainer.Amount(x.Before)]));

    string Percent(int? permille) => permille is { } known ? string.Create(culture, $"{known / 1000m:0 %}") : words["Share.None"];

    string Name(SiteId site) => day[site].Name;

    string Name(NeedId need) => day[day[need].Recipient].Name;

    string Code(ShiftId shift) => day.Day.Shifts.First(x => x.Id == shift).Code;

    TerritoryId Of(SiteId site) => day[site].Territory;

    TerritoryId Of(ShiftId shift) => day.Day.Shifts.First(x => x.Id == shift).Territory;

    string Clock(DateTimeOffset instant, TerritoryId territory) => TimeZoneInfo.ConvertTime(instant, day.ZoneOf(territory)).ToString("HH:mm", culture);
}
