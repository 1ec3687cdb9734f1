using Logistics.Domain.Duties;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Measures;

namespace Logistics.Host.Duties;

/// <summary>Somebody of the rota as a dispatcher types it.</summary>
public static class VolunteerForm
{
    const int LongestName = 100;
    const int MostDuties = 62;
    const decimal MostKilograms = 200;

    /// <param name="known">Who is changed; null: somebody new.</param>
    /// <returns>The volunteer and no problem, or all that is wrong, as texts' names.</returns>
    public static (Volunteer? Volunteer, IReadOnlyList<string> Wrong) Read(Typed typed, Volunteer? known, Territory territory, IEnumerable<Party> parties, IIdSource ids)
    {
        var wrong = new List<string>();
        if (typed["nom"] is not { Length: > 0 and <= LongestName })
            wrong.Add("Volunteers.Wrong.Name");
        var email = typed.Has("courriel") ? EmailAddress.Read(typed["courriel"]) : null;
        if (typed.Has("courriel") && email is null)
            wrong.Add("Volunteers.Wrong.Email");
        if (typed["telephone"].Length > 40)
            wrong.Add("Volunteers.Wrong.Phone");
        var partner = parties.FirstOrDefault(x => x.Code == typed["association"]);
        if (typed.Has("association") && partner is null)
            wrong.Add("Volunteers.Wrong.Partner");
        Licence? licence = Enum.TryParse<Licence>(typed["permis"], out var said) && Enum.IsDefined(said) ? said : null;
        if (typed.Has("permis") && licence is null)
            wrong.Add("Volunteers.Wrong.Licence");
        var lifts = typed.Number("porte");
        if (typed.Has("porte") && lifts is null or <= 0 or > MostKilograms)
            wrong.Add("Volunteers.Wrong.Lifts");
        var most = typed.Number("plafond");
        if (typed.Has("plafond") && (most is null or < 0 or > MostDuties || most != decimal.Truncate(most.Value)))
            wrong.Add("Volunteers.Wrong.Most");
        if (wrong.Count > 0)
            return (null, wrong);
        // A code stays in plans when somebody is forgotten: it names nobody.
        var code = known?.Code ?? $"b-{ids.Next():N}"[..10];
        return (new()
        {
            Id = known?.Id ?? TerritoryIds.Driver(territory.Id, code),
            Code = code,
            Territory = territory.Id,
            Name = typed["nom"],
            Phone = typed.Has("telephone") ? typed["telephone"] : null,
            Email = email,
            Partner = partner?.Id,
            HelpsOthers = typed.Has("autres"),
            Licence = licence,
            Lifts = lifts is { } kilograms ? new Mass((long)(kilograms * 1000)) : null,
            MostDutiesAMonth = (int?)most,
        }, []);
    }

    /// <summary>What stands in the fields for somebody who is known.</summary>
    public static Typed Of(Volunteer volunteer, IEnumerable<Party> parties) => new()
    {
        ["nom"] = volunteer.Name,
        ["telephone"] = volunteer.Phone ?? "",
        ["courriel"] = volunteer.Email ?? "",
        ["association"] = parties.FirstOrDefault(x => x.Id == volunteer.Partner)?.Code ?? "",
        ["permis"] = volunteer.Licence?.ToString() ?? "",
        ["porte"] = volunteer.Lifts is { } lifts ? $"{lifts.Kilograms:0.#}" : "",
        ["plafond"] = volunteer.MostDutiesAMonth is { } most ? $"{most}" : "",
        ["autres"] = volunteer.HelpsOthers ? "oui" : "",
    };
}
