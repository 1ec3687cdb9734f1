using System.Globalization;
using System.Resources;
using Logistics.Domain;

namespace Logistics.Formats.Plans;

/// <summary>Collects what is wrong, so that a file is mended in one go.</summary>
sealed class ProblemList(CultureInfo culture)
{
    static readonly ResourceManager Texts = new("Logistics.Formats.Plans.PlanProblemTexts", typeof(ProblemList).Assembly);

    readonly List<PlanProblem> problems = [];

    public bool Any => problems.Count > 0;

    public void Add(string code, string pointer, params object[] values) => problems.Add(new PlanProblem(
        code,
        pointer,
        Cause: string.Format(culture, Texts.GetString(code + ".cause", culture)!, values),
        Action: string.Format(culture, Texts.GetString(code + ".action", culture)!, values)));

    public ValueList<PlanProblem> All => problems.ToValueList();
}
