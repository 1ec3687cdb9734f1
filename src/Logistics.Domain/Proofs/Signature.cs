using System.Text.RegularExpressions;

namespace Logistics.Domain.Proofs;

/// <summary>
/// Drawn with a finger by whoever stood at the door. Strokes on a sheet of <see cref="Width"/> by <see cref="Height"/> steps, written as the data of an SVG path that
/// knows only <c>M</c> and <c>L</c> with whole numbers (SVG 1.1, section 8.3): small enough to travel with the proof, and nothing but lines whoever sends it.
/// </summary>
public sealed partial record Signature
{
    /// <summary>Of the sheet, in steps; positions go from 0 to one less.</summary>
    public const int Width = 1000, Height = 400;

    /// <summary>Characters. A device leaves points out until it fits.</summary>
    public const int Longest = 4000;

    Signature(string path) => Path = path;

    /// <summary>Such as <c>M120 80L130 94L151 90M300 10L300 10</c>: two strokes, of which the second is a dot.</summary>
    public string Path { get; }

    /// <returns>Null: it is no signature, or too long a one.</returns>
    public static Signature? Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length <= Longest && Strokes().IsMatch(path) ? new(path) : null;
    }

    [GeneratedRegex(@"\A(M[0-9]{1,3} [0-3]?[0-9]{1,2}(L[0-9]{1,3} [0-3]?[0-9]{1,2})+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Strokes();
}
