using System.Globalization;
using System.Text.Json;
using Logistics.Formats.Instances;

namespace Logistics.Formats.Vroom;

/// <summary>One value of VROOM's JSON, where it stands, and what can be read there. Getters that fail have said why.</summary>
readonly struct VroomCursor(JsonElement element, string pointer, ProblemList problems)
{
    public JsonElement Element => element;

    public string Pointer => pointer;

    public void Report(string code, params ReadOnlySpan<object> arguments) => problems.Add(code, pointer, arguments);

    public VroomCursor? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new(value, $"{pointer}/{name}", problems) : null;

    public VroomCursor? Require(string name)
    {
        if (!Is(JsonValueKind.Object, "object"))
            return null;
        var found = Find(name);
        if (found is null)
            Report(InstanceCodes.MissingKey, name);
        return found;
    }

    /// <summary>The entries; none where the value is no array, which is told.</summary>
    public List<VroomCursor> Items()
    {
        var items = new List<VroomCursor>();
        if (Is(JsonValueKind.Array, "array"))
            foreach (var item in element.EnumerateArray())
                items.Add(new(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{items.Count}"), problems));
        return items;
    }

    public List<VroomCursor> Items(string name) => Find(name)?.Items() ?? [];

    public long? Whole(long least, long most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) && value >= least && value <= most)
            return value;
        Report(InstanceCodes.OutOfRange, Quoted, least, most);
        return null;
    }

    public double? Number(double least, double most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && value >= least && value <= most)
            return value;
        Report(InstanceCodes.OutOfRange, Quoted, least, most);
        return null;
    }

    public long? Whole(string name, long least, long most) => Find(name)?.Whole(least, most);

    public string? Text(string name) => Find(name) is { } found && found.Is(JsonValueKind.String, "string") ? found.Element.GetString() : null;

    public long? Id() => Require("id")?.Whole(0, long.MaxValue);

    public bool Is(JsonValueKind kind, string word)
    {
        if (element.ValueKind == kind)
            return true;
        Report(InstanceCodes.WrongType, Quoted, word);
        return false;
    }

    string Quoted => element.GetRawText() is { Length: <= 40 } text ? text : element.GetRawText()[..40] + "…";
}
