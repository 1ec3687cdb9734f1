namespace Logistics.Host.Access;

/// <summary>Where ids come from that nothing can be derived from: people, what they hold, their sessions, their mails.</summary>
public interface IIdSource
{
    /// <summary>One that nobody can guess: a session is known by it.</summary>
    Guid Next();
}
