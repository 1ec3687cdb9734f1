namespace Logistics.Formats.Instances;

/// <summary>How the distances of an instance are counted. Costs compare only within one convention.</summary>
public enum Convention
{
    /// <summary>Real numbers; tables show two decimals (SINTEF).</summary>
    Double,

    /// <summary>Tenths, each arc rounded down (12th DIMACS implementation challenge).</summary>
    Dimacs,

    /// <summary>Each arc to the nearest whole number, half up (TSPLIB, CVRPLIB).</summary>
    Rounded,

    /// <summary>Thousandths, each arc to the nearest (PyVRP's "exact").</summary>
    Exact,

    /// <summary>Whole numbers as the file gives them.</summary>
    Integer,
}
