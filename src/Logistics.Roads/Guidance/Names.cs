using Logistics.Roads.Graph;

namespace Logistics.Roads.Guidance;

/// <summary>What the roads of one trip are called, each label read once.</summary>
sealed class Names(CompiledRoads roads)
{
    readonly Dictionary<int, RoadLabel> labels = [];

    public RoadLabel Of(int edge)
    {
        var number = roads.Edges[edge].Label;
        if (number == 0)
            return RoadLabel.None;
        if (!labels.TryGetValue(number, out var label))
            labels[number] = label = roads.LabelOf(edge);
        return label;
    }

    public bool IsNamed(int edge) => Of(edge) is { } label && (label.Name.Length > 0 || label.Reference.Length > 0);

    /// <summary>Whether both bear the same name, or a number in common.</summary>
    public bool AreSame(int edge, int other)
    {
        var (number, otherNumber) = (roads.Edges[edge].Label, roads.Edges[other].Label);
        if (number == 0 || otherNumber == 0)
            return false;
        var (one, two) = (Of(edge), Of(other));
        return one.Name.Length > 0 && one.Name == two.Name
            || one.Reference.Length > 0 && two.Reference.Length > 0 && (one.Reference == two.Reference || ShareOne(one.Reference, two.Reference));
    }

    static bool ShareOne(string references, string others)
    {
        var split = others.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Exists(references.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), reference => Array.IndexOf(split, reference) >= 0);
    }
}
