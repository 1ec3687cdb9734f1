using Logistics.Measures;

namespace Logistics.Matching.Verification;

/// <summary>How far the plan is from the sharing to the gram that its certificate proves best, tier by tier.</summary>
/// <param name="Urgent">Given to urgent needs, all classes.</param>
/// <param name="UrgentAtMost">The most there is of goods that can be split; where limits cross (see the certificate) or pools follow each other, as much as our flows found.</param>
/// <param name="Given">Given in all.</param>
/// <param name="GivenAtMost">The same, of all that is given, urgency first.</param>
/// <param name="FarthestBelow">How far the recipient farthest below its fairest holding is from it, counted in the family that counts most; whole shares and the voted tolerance cause it.</param>
/// <param name="Charge">What the ways used cost.</param>
/// <param name="ChargeAtLeast">What they must cost at the least in the sharing to the gram; null when not asked.</param>
public sealed record TierFigures(Mass Urgent, Mass UrgentAtMost, Mass Given, Mass GivenAtMost, Mass FarthestBelow, Cost Charge, Cost? ChargeAtLeast);
