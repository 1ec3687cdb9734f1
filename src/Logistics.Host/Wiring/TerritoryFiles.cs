using System.Diagnostics;
using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Worker;

namespace Logistics.Host.Wiring;

/// <summary>Territory files as Formats reads them.</summary>
public sealed class TerritoryFiles : ITerritoryFiles
{
    public Task<(DayDeclarations? Day, IReadOnlyList<string> Problems)> ReadAsync(Stream file, CancellationToken cancellation) =>
        Task.FromResult<(DayDeclarations?, IReadOnlyList<string>)>(TerritoryReader.Read(file, CultureInfo.CurrentUICulture) switch
        {
            TerritoryReading.Accepted accepted => (accepted.Day, []),
            TerritoryReading.Rejected rejected => (null, [.. rejected.Problems.Select(problem => $"{problem.Code}\t{problem.Pointer}\t{problem.Cause}\t{problem.Action}")]),
            _ => throw new UnreachableException(),
        });
}
