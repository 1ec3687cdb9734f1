using Logistics.Domain;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;

namespace Logistics.Matching.Verification;

/// <summary>Writes down what a divisible core kept while it was solved.</summary>
static class Certificates
{
    public static MatchingCertificate Of(Problem problem, CoreProof proof)
    {
        var lotOf = proof.LotArc.Index().ToDictionary(x => x.Item, x => problem.Lots[x.Index].Id);
        return new MatchingCertificate
        {
            Arcs = proof.Arcs.Index().Select(x => new CertificateArc(x.Item.Tail, x.Item.Head, x.Item.Lower, x.Item.Upper, x.Item.Points, proof.Flow[x.Index],
                lotOf.TryGetValue(x.Index, out var lot) ? lot : null)).ToValueList(),
            Storeys = proof.Storeys.Select(x => new CertificateStorey(x.Costs.ToValueList(), x.Potential.ToValueList())).ToValueList(),
            Recipients = proof.Recipients.Select((x, a) => new CertificateRecipient(x.Id, proof.RecipientArc[a], x.Earlier, x.Weight, x.Turn?.At, x.Turn?.HeadStart ?? 0)).ToValueList(),
            Nested = proof.Nested,
            CountsAlike = proof.CountsAlike,
            ChargeAtLeast = proof.ChargeAtLeast is { } charge ? new Cost(charge) : null,
        };
    }
}
