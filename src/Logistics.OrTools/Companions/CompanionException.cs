namespace Logistics.OrTools.Companions;

/// <summary>The companion could not start, died, or spoke nonsense. The message is one line for a person.</summary>
sealed class CompanionException(string message, Exception? inner = null) : Exception(message, inner);
