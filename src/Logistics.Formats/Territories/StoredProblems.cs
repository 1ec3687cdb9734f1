using System.Globalization;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>What is wrong with a day beside other days, which no file knows: whoever keeps them finds it, and it is said like the rest.</summary>
public static class StoredProblems
{
    /// <summary>The code of a lot is another donor's, who used it on another date.</summary>
    /// <param name="pointer">To the code.</param>
    public static Problem CodeOfAnother(string pointer, string code, DateOnly used, CultureInfo? culture)
    {
        var problems = JsonFile.Problems(culture);
        problems.Add(ProblemCodes.CodeOfAnother, pointer, code, used);
        return problems.All().Single();
    }
}
