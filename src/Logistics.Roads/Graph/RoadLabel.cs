using System.Text;

namespace Logistics.Roads.Graph;

/// <summary>What a road is called: each part as the map writes it, empty where it says nothing.</summary>
/// <param name="Name">Such as <c>Avenue de Lodève</c>.</param>
/// <param name="Reference">Such as <c>D 132</c>; several are separated by semicolons.</param>
/// <param name="Destination">What the signs say ahead, such as <c>Lodève;Millau</c>.</param>
readonly record struct RoadLabel(string Name, string Reference, string Destination)
{
    const char Separator = '\n';

    public static RoadLabel None => new("", "", "");

    /// <summary>One text for all three, as the graph keeps it.</summary>
    public string Text => this == None ? "" : string.Join(Separator, Clean(Name), Clean(Reference), Clean(Destination));

    public static RoadLabel Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return None;
        var parts = Encoding.UTF8.GetString(text).Split(Separator);
        return new(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }

    /// <summary>All texts in one run of bytes, and where each begins; the end of the last is there too.</summary>
    public static (int[] First, byte[] Text) Pack(IReadOnlyList<string> labels)
    {
        var first = new int[labels.Count + 1];
        var text = new List<byte>();
        for (var i = 0; i < labels.Count; i++)
        {
            text.AddRange(Encoding.UTF8.GetBytes(labels[i]));
            first[i + 1] = text.Count;
        }
        return (first, [.. text]);
    }

    static string Clean(string part) => part.Replace(Separator, ' ');
}
