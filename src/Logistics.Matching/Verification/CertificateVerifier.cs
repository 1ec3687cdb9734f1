using Logistics.Domain;

namespace Logistics.Matching.Verification;

/// <summary>
/// Checks a certificate in exact arithmetic, from nothing but what it says: that the flow is one, that each tier before equity is best by
/// complementary slackness, and that no exchange along any chain of shares would lift someone at the cost of someone better served. Then the
/// amounts are the leximin: on flows what no single exchange improves is best of all.
/// </summary>
/// <remarks>
/// Murota, Discrete Convex Analysis (2003), for why exchanges suffice. The sweep visits each arc once: recipients are taken from the lowest up,
/// and what can reach a lower one need not be asked again. The sets it finds are the chain of tight sets.
/// </remarks>
public static class CertificateVerifier
{
    /// <summary>Everything that is wrong; empty when the certificate holds.</summary>
    public static ValueList<MatchingViolation> Verify(MatchingCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var found = new List<MatchingViolation>();
        CertificateArc[] arcs = [.. certificate.Arcs];
        var nodes = arcs.Length == 0 ? 0 : arcs.Max(x => Math.Max(x.Tail, x.Head)) + 1;
        Int128[] lower = [.. arcs.Select(x => (Int128)x.Points * x.Lower)];
        Int128[] upper = [.. arcs.Select(x => x.Points == 0 ? Int128.MaxValue : (Int128)x.Points * x.Upper)];

        var balance = new Int128[nodes];
        for (var e = 0; e < arcs.Length; e++)
        {
            if (arcs[e].Flow < lower[e] || arcs[e].Flow > upper[e])
                found.Add(new("limit", $"arc {e} carries {arcs[e].Flow}, between {lower[e]} and {upper[e]} is allowed"));
            balance[arcs[e].Tail] -= arcs[e].Flow;
            balance[arcs[e].Head] += arcs[e].Flow;
        }
        for (var v = 0; v < nodes; v++)
            if (balance[v] != 0)
                found.Add(new("balance", $"node {v} keeps {balance[v]}"));
        foreach (var storey in certificate.Storeys)
            Slackness(arcs, lower, upper, storey, found);
        Exchanges(certificate, arcs, lower, upper, nodes, found);
        return [.. found];
    }

    /// <summary>An arc that a tier would rather use less is at its least, one it would rather use more at its most; both stay so for the tiers after.</summary>
    static void Slackness(CertificateArc[] arcs, Int128[] lower, Int128[] upper, CertificateStorey storey, List<MatchingViolation> found)
    {
        for (var e = 0; e < arcs.Length; e++)
        {
            var reduced = (Int128)storey.Costs[e] + storey.Potentials[arcs[e].Tail] - storey.Potentials[arcs[e].Head];
            if (reduced > 0)
                upper[e] = lower[e];
            else if (reduced < 0)
                lower[e] = upper[e];
            if (reduced != 0 && arcs[e].Flow != lower[e])
                found.Add(new("tier", $"arc {e} carries {arcs[e].Flow} where its tier wants {lower[e]}"));
        }
    }

    static void Exchanges(MatchingCertificate certificate, CertificateArc[] arcs, Int128[] lower, Int128[] upper, int nodes, List<MatchingViolation> found)
    {
        var recipientAt = certificate.Recipients.ToDictionary(x => arcs[x.Arc].Tail);
        var sinks = certificate.Recipients.Select(x => arcs[x.Arc].Head).ToHashSet();
        var into = arcs.Select((x, e) => (x.Head, e)).ToLookup(x => x.Head, x => x.e);
        var outOf = arcs.Select((x, e) => (x.Tail, e)).ToLookup(x => x.Tail, x => x.e);
        var reached = new bool[nodes];
        var ascending = certificate.Recipients.OrderBy(x => x, Comparer<CertificateRecipient>.Create((x, y) => Compare(x, arcs[x.Arc].Flow, y, arcs[y.Arc].Flow))).ToList();
        foreach (var taker in ascending)
        {
            var waiting = new Stack<int>([arcs[taker.Arc].Tail]);
            while (waiting.TryPop(out var node))
            {
                if (reached[node] || sinks.Contains(node))
                    continue;
                reached[node] = true;
                // Whoever stands higher even with one point less could give it up.
                if (recipientAt.TryGetValue(node, out var giver) && arcs[giver.Arc].Flow > 0 && Compare(giver, arcs[giver.Arc].Flow - 1, taker, arcs[taker.Arc].Flow) > 0)
                    found.Add(new("equity", $"{giver.Party.Value} could give to {taker.Party.Value}, who stands lower"));
                foreach (var e in into[node])
                    if (!Settled(e) && arcs[e].Flow < upper[e])
                        waiting.Push(arcs[e].Tail);
                foreach (var e in outOf[node])
                    if (!Settled(e) && arcs[e].Flow > lower[e])
                        waiting.Push(arcs[e].Head);
            }
        }

        // What recipients hold is what is compared; where families count differently, which lots are given was settled before.
        bool Settled(int e) => recipientAt.ContainsKey(arcs[e].Tail) && sinks.Contains(arcs[e].Head) || (!certificate.CountsAlike && arcs[e].Lot is not null);
    }

    /// <summary>Who stands higher, by cross-multiplication: nothing is rounded.</summary>
    static int Compare(CertificateRecipient one, long oneHas, CertificateRecipient other, long otherHas)
    {
        if (one.Weight == 0 || other.Weight == 0)
            return (one.Weight == 0, other.Weight == 0) is (true, true)
                ? (Held(one, oneHas)).CompareTo(Held(other, otherHas))
                : one.Weight == 0 ? 1 : -1;
        return (Held(one, oneHas) * other.Weight).CompareTo(Held(other, otherHas) * one.Weight);
    }

    static Int128 Held(CertificateRecipient recipient, long today) =>
        (Int128)today + (recipient.TurnAt is { } turn && today > turn ? recipient.EarlierBeyond : recipient.Earlier);
}
