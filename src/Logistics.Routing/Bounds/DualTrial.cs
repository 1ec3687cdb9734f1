namespace Logistics.Routing.Bounds;

/// <summary>What some duals prove: all kinds of vehicle are priced with them, little by little, and the bound rises meanwhile.</summary>
sealed class DualTrial
{
    /// <summary>Partial routes of the first turn of a kind; each turn doubles them.</summary>
    const int FirstLabels = 4_000;

    /// <summary>Of all kinds together: some 150 bytes each.</summary>
    const int MostLabels = 600_000;

    readonly BoundGround ground;
    readonly RouteDuals duals;
    readonly Pricing[] pricings;
    readonly int[] most;
    readonly int mostOfKind;

    /// <exception cref="OperationCanceledException">Before anything is proven.</exception>
    public DualTrial(BoundGround ground, RouteDuals duals, CancellationToken cancellation)
    {
        (this.ground, this.duals) = (ground, duals);
        pricings = new Pricing[ground.Rules.Count];
        most = new int[pricings.Length];
        mostOfKind = Math.Max(FirstLabels, MostLabels / pricings.Length);
        Array.Fill(most, FirstLabels);
        for (var kind = 0; kind < pricings.Length; kind++)
        {
            cancellation.ThrowIfCancellationRequested();
            pricings[kind] = new Pricing(ground.Model, kind, ground.Rules[kind], duals.OfNode, duals.OfKind[kind]);
        }
        foreach (var pricing in pricings)
            pricing.Run(FirstLabels, cancellation);
    }

    public RouteDuals Duals => duals;

    /// <summary>Partial routes made.</summary>
    public int Labels => pricings.Sum(pricing => pricing.Labels);

    /// <summary>No plan costs less, in shares.</summary>
    public long Value => LagrangianValue.Of(ground.Model, ground.Served, duals.OfNode, [.. pricings.Select(pricing => pricing.Least)]);

    /// <summary>The most that <see cref="Value"/> can still become.</summary>
    public long Hope => LagrangianValue.Of(ground.Model, ground.Served, duals.OfNode, [.. pricings.Select(pricing => pricing.LeastFound)]);

    public IEnumerable<PricedRoute> Found() => pricings.SelectMany(pricing => pricing.Found());

    /// <summary>Looks further where most is unknown; false when nothing is left to do, or memory says stop, or the caller.</summary>
    public bool Deepen(CancellationToken cancellation)
    {
        var kind = -1;
        for (var k = 0; k < pricings.Length; k++)
            if (!pricings[k].IsDone && most[k] < mostOfKind && (kind < 0 || Unknown(k) > Unknown(kind)))
                kind = k;
        if (kind < 0 || cancellation.IsCancellationRequested)
            return false;
        most[kind] = Math.Min(mostOfKind, 2 * most[kind]);
        pricings[kind].Run(most[kind], cancellation);
        return true;
    }

    long Unknown(int kind) => pricings[kind].LeastFound - pricings[kind].Least;
}
