namespace Logistics.Planning.Checking;

/// <summary>The plan is of this day, covers territories that exist and repeats the notice that its data is not real.</summary>
static class HeaderCheck
{
    public static void Run(PlanFacts facts)
    {
        if (facts.Plan.Date != facts.Day.Date)
            facts.Report(new PlanViolation.OtherDay(facts.Plan.Date, facts.Day.Date));
        if (facts.Day.Notice is { } notice && facts.Plan.Notice != notice)
            facts.Report(new PlanViolation.NoticeMissing(notice));
        foreach (var territory in facts.Plan.Territories)
            facts.Find(facts.Territories, territory, x => x.Value, "territory", out _);
        foreach (var site in facts.Plan.Roads.OffNetwork)
            facts.Find(facts.Sites, site, x => x.Value, "site", out _);
    }
}
