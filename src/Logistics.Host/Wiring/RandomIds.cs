using System.Security.Cryptography;
using Logistics.Host.Access;

namespace Logistics.Host.Wiring;

/// <summary>128 bits from the system's generator for secrets.</summary>
public sealed class RandomIds : IIdSource
{
    public Guid Next() => new(RandomNumberGenerator.GetBytes(16));
}
