namespace Logistics.Domain.Goods;

/// <summary>How food is packed when it is given.</summary>
public enum Packing
{
    /// <summary>Packed and closed before it was offered for sale, with its label.</summary>
    Prepacked,

    /// <summary>Loose, or packed on demand.</summary>
    Unpacked,

    /// <summary>Dishes that a kitchen prepared and did not serve, in its own containers.</summary>
    Prepared,
}
