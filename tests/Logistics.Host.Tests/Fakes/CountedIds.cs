using Logistics.Domain;
using Logistics.Host.Access;

namespace Logistics.Host.Tests.Fakes;

/// <summary>The same ids in the same order, run after run.</summary>
sealed class CountedIds(string whose) : IIdSource
{
    int drawn;

    public Guid Next() => NameBasedId.Derive(NameBasedId.Root, $"{whose}/{Interlocked.Increment(ref drawn)}");
}
