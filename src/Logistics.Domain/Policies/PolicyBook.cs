namespace Logistics.Domain.Policies;

/// <summary>Which of several versions of a policy holds on a day.</summary>
public static class PolicyBook
{
    /// <summary>First day the version holds (inclusive).</summary>
    public static DateOnly FirstDayOf(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.EffectiveFrom ?? policy.DecidedOn;
    }

    /// <summary>
    /// The version that took effect last on or before the day; where two took effect on one day, the one decided later, then the one whose
    /// name comes later in the alphabet. Null before the first takes effect: a decision never reaches back.
    /// </summary>
    public static Policy? InForce(IEnumerable<Policy> versions, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.Where(x => FirstDayOf(x) <= day)
            .OrderByDescending(FirstDayOf).ThenByDescending(x => x.DecidedOn).ThenByDescending(x => x.Version, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
