using System.Diagnostics;
using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Formats;
using Logistics.Formats.Territories;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Territory files as Formats reads them.</summary>
public sealed class TerritoryFiles : ITerritoryFiles
{
    public Task<(DayDeclarations? Day, IReadOnlyList<string> Problems)> ReadAsync(Stream file, CancellationToken cancellation) =>
        Task.FromResult<(DayDeclarations?, IReadOnlyList<string>)>(TerritoryReader.Read(file, CultureInfo.CurrentUICulture) switch
        {
            TerritoryReading.Accepted accepted => (accepted.Day, []),
            TerritoryReading.Rejected rejected => (null, [.. rejected.Problems.Select(LineOf)]),
            _ => throw new UnreachableException(),
        });

    public IReadOnlyList<string> Say(IReadOnlyList<TakenCode> taken, DayDeclarations day)
    {
        var places = day.Lots.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        return [.. taken.Select(x => LineOf(StoredProblems.CodeOfAnother($"/lots/{places[x.Lot]}/code", x.Code, x.Date, CultureInfo.CurrentUICulture)))];
    }

    static string LineOf(Problem problem) => $"{problem.Code}\t{problem.Pointer}\t{problem.Cause}\t{problem.Action}";
}
