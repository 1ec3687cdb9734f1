using Logistics.Domain.Equipment;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Planning.Explanations;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>Who takes part in a territory, what is lent there, and where need and supply are apart. Names, kinds and communes: nothing by which to reach a person.</summary>
public sealed class ActorsModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, IEngine engine) : DayPageModel(shelf, door, board, settings)
{
    /// <summary>The territory that is shown; null: all that the visitor may see.</summary>
    public Territory? Territory { get; private set; }

    /// <summary>Those that may be chosen; one or none where the visitor is bound to one.</summary>
    public IReadOnlyList<Territory> Territories { get; private set; } = [];

    public Diagnosis Diagnosis { get; private set; } = null!;

    public IReadOnlyList<SharedEquipment> Equipment { get; private set; } = [];

    public Explainer Explain { get; private set; } = null!;

    /// <summary>Where they are; null: nobody has a place.</summary>
    public ActorsMap? Map { get; private set; }

    /// <summary>The roads beneath, as an SVG path.</summary>
    public string RoadPath => Map!.Frame.PathOf(engine.MainRoads);

    /// <summary>All that the roads beneath are drawn for.</summary>
    public string RoadsKey => string.Join('|', Real!.Plan.Id.Value, Territory?.Id.Value, User.Territory());

    /// <param name="genre">Kinds to show on the map; none: all.</param>
    public async Task<IActionResult> OnGetAsync(string? jour, string? territoire, string[]? genre, CancellationToken cancellation)
    {
        if (!await FindDayAsync(jour, cancellation))
            return NotFound();
        if (Real is not { } real)
            return Page();
        var day = real.Declared.Day;
        // A partner sees its own territory, like whoever is bound to one.
        var bound = User.Territory() ?? day.Parties.FirstOrDefault(x => x.Id.Value == User.Subject())?.Territory.Value;
        if (bound is null && User.Subject() is not null)
            return NotFound();
        Territories = [.. day.Territories.Where(x => bound is null || x.Id.Value == bound)];
        Territory = bound is null ? Territories.FirstOrDefault(x => x.Code == territoire) : Territories is [var only, ..] ? only : null;
        if ((territoire is { Length: > 0 } || bound is not null) && Territory is null)
            return NotFound();
        Explain = new Explainer(real.Declared, Say.Culture);
        Diagnosis = new(real.Declared, Territory?.Id);
        Equipment = [.. day.Equipment.Where(x => Territory is null || x.Territory == Territory.Id).OrderBy(x => x.Kind).ThenBy(x => x.Name, StringComparer.CurrentCulture)];
        Map = ActorsMap.Of(real.Declared, Territory?.Id, genre ?? [], Explain);
        return Page();
    }
}
