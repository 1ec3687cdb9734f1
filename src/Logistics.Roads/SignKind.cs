namespace Logistics.Roads;

/// <summary>What holds a vehicle up where a stretch of road ends; where there are several, the longest wait.</summary>
public enum SignKind : byte
{
    None = 0,
    Signals = 1,
    Stop = 2,
    GiveWay = 3,

    /// <summary>People on foot, or a railway.</summary>
    Crossing = 4,

    /// <summary>To be opened and closed again.</summary>
    Gate = 5,

    /// <summary>A toll or a border.</summary>
    Booth = 6,

    /// <summary>Anything else that the profile names.</summary>
    Other = 7,
}
