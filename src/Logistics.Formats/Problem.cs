namespace Logistics.Formats;

/// <summary>One thing that is wrong in a file, or worth saying about it, told to the person who wrote it.</summary>
/// <param name="Code">A stable name, such as <c>T0202</c>; they are listed in <c>docs/territory-file.md</c> and <c>docs/plan-file.md</c>.</param>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901); empty for the whole file.</param>
/// <param name="Cause">What is wrong, in the reader's language.</param>
/// <param name="Action">What to do about it, in the reader's language.</param>
public sealed record Problem(string Code, string Pointer, string Cause, string Action);
