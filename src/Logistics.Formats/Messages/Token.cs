namespace Logistics.Formats.Messages;

/// <summary>A word, a number or a mark of a message.</summary>
/// <param name="Word">Folded; of a number its digits as written, of a mark the mark.</param>
/// <param name="Number">Null for anything but a number.</param>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="End">Where it ends in the text (exclusive).</param>
readonly record struct Token(string Word, decimal? Number, bool IsMark, int Start, int End)
{
    public bool IsWord => Number is null && !IsMark;
}
