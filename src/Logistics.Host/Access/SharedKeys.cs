using System.Xml.Linq;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Logistics.Host.Access;

/// <summary>The framework's keys in the store, where a server keeps it for several hosts: a cookie of one is good at the others.</summary>
/// <remarks>
/// A host reads keys when it first needs one and once a day, and makes the next two days before it is used
/// (https://learn.microsoft.com/aspnet/core/security/data-protection/implementation/key-management). What two of them make at once, which each would
/// use before it knew the other's, is what <see cref="ISealingKeys.KeepAsync"/> prevents.
/// </remarks>
sealed class SharedKeys(StoreDoor door) : IXmlRepository
{
    /// <summary>Longer than hosts take to start together, and far less than a key lasts.</summary>
    static readonly TimeSpan occasion = TimeSpan.FromHours(1);

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Wait(() => door.Store.SealingKeys.AllAsync(CancellationToken.None)).Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => Wait(async () =>
    {
        await door.Store.SealingKeys.KeepAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), occasion, CancellationToken.None);
        return true;
    });

    /// <summary>The framework asks in the middle of a call that cannot wait otherwise; seldom enough for a thread to stand still.</summary>
    static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
