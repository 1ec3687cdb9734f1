using Logistics.OrTools;
using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>
/// The set partitioning over columns (Balinski and Quandt 1964, "On an integer program for a delivery problem", Operations Research 12:300): every request in exactly one
/// chosen column or left out, no more columns of a kind than vehicles. For CP-SAT, with the plan to better as a hint, without which a short solve finds nothing.
/// </summary>
static class PartitionModel
{
    /// <param name="model">The problem.</param>
    /// <param name="columns">First the routes of the plan to better.</param>
    /// <param name="current">How many these are.</param>
    public static (ConstraintModel Model, Literal[] Chosen) Build(Model model, IReadOnlyList<Column> columns, int current)
    {
        var served = Served(model, columns.Take(current));
        var weights = new PartitionWeights(model, columns, served);
        var question = new ConstraintModel();
        var objective = new List<Term>();
        var covers = Enumerable.Range(0, model.Requests).Select(_ => new List<Literal>()).ToArray();
        var ofKind = model.VehiclesOfKind.Select(_ => new List<Term>()).ToArray();
        var chosen = new Literal[columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            chosen[c] = question.Boolean();
            question.Hint(chosen[c], c < current);
            objective.Add(weights.Of(columns[c]) * chosen[c]);
            ofKind[columns[c].Kind].Add(chosen[c]);
            foreach (var request in columns[c].Requests)
                covers[request].Add(chosen[c]);
        }

        for (var r = 0; r < model.Requests; r++)
        {
            if (weights.MayLeaveOut[r])
            {
                var left = question.Boolean();
                question.Hint(left, !served[r]);
                objective.Add(weights.OfLeavingOut(r) * left);
                covers[r].Add(left);
            }
            question.ExactlyOne([.. covers[r]]);
        }
        for (var kind = 0; kind < ofKind.Length; kind++)
            if (ofKind[kind].Count > model.VehiclesOfKind[kind].Length)
                question.AtMost(model.VehiclesOfKind[kind].Length, [.. ofKind[kind]]);
        question.Minimize([.. objective]);
        return (question, chosen);
    }

    static bool[] Served(Model model, IEnumerable<Column> plan)
    {
        var served = new bool[model.Requests];
        foreach (var column in plan)
            foreach (var request in column.Requests)
                served[request] = true;
        return served;
    }
}
