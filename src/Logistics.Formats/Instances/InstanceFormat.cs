namespace Logistics.Formats.Instances;

/// <summary>The texts in which routing instances are exchanged.</summary>
public enum InstanceFormat
{
    /// <summary>Deliveries with time windows: Solomon (1987), Gehring and Homberger (1999).</summary>
    Solomon,

    /// <summary>Pickup-and-delivery pairs with time windows: Li and Lim (2001).</summary>
    LiLim,

    /// <summary>Pairs on real road networks with a matrix of minutes: Sartori and Buriol (2020).</summary>
    Sartori,

    /// <summary>TSPLIB's sections as CVRPLIB and PyVRP extended them.</summary>
    Vrplib,
}
