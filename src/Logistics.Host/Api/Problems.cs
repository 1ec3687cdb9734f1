using Logistics.Formats;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

/// <summary>What programs are told when something is not as it should be (RFC 9457).</summary>
public static class Problems
{
    /// <param name="name">Its title is the text <c>Problem.NAME</c>; programs tell problems apart by <c>code</c>, which is the name.</param>
    public static ProblemHttpResult Of(int status, string name, string? detail = null) =>
        TypedResults.Problem(title: Texts.Get($"Problem.{name}"), detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = name });

    /// <summary>All that is wrong with what was sent, each with its code, where, cause and action.</summary>
    public static ProblemHttpResult Listed(IEnumerable<Problem> problems) => TypedResults.Problem(
        title: Texts.Get("Problem.Unsound"), statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?> { ["code"] = "Unsound", ["errors"] = problems.Select(x => new { x.Code, x.Pointer, x.Cause, x.Action }).ToList() });

    public static ProblemHttpResult BadDate(string date) => Of(StatusCodes.Status400BadRequest, "BadDate", Texts.Format("Problem.BadDateDetail", date));
}
