using System.CommandLine;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Planning.Checking;
using Logistics.Storage;
using Logistics.Storage.Backups;
using Logistics.Storage.Checking;

namespace Logistics.Cli.Commands.Instances;

/// <summary><c>logistics store check</c>: whether all that an instance keeps can be true. Nothing is changed.</summary>
static class StoreCheckCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var command = new Command("check", words["StoreCheck"]);
        var instance = new InstanceChoice(terminal, command);
        command.Run(terminal, (arguments, cancellation) => instance.WithStoreAsync(
            terminal, arguments, store => CheckAsync(terminal, store, InstanceFiles.PhotosIn(instance.DataFolder(terminal, arguments)), clock.GetUtcNow(), cancellation), cancellation));
        return new Command("store", words["Store"]) { command };
    }

    static async Task<int> CheckAsync(Terminal terminal, Store store, IReadOnlySet<string> photos, DateTimeOffset now, CancellationToken cancellation)
    {
        var words = terminal.Words;
        if (await Migrator.VersionAsync(store, cancellation) is var schema && schema != Migrator.Known)
            throw new CommandFailed(ExitCode.BadInput, words["StoreCheck.OtherSchema", schema, Migrator.Known]);
        var problems = await StoreCheck.FindAsync(store, photos, now, cancellation);
        var plans = await store.RunAsync(Scope.Service, PlanStore.InForceAsync, cancellation);
        var violations = 0;
        foreach (var id in plans)
            violations += await CheckAsync(terminal, store, id, cancellation);
        var late = problems.Where(x => x.MayBeLate).ToList();
        foreach (var problem in problems.Except(late))
            terminal.Say($"{words[$"StoreCheck.{problem.Fault}"]} {problem.About}");
        if (late.Count > 0)
            terminal.Say(words["StoreCheck.Late", late.Count]);
        foreach (var problem in late)
            terminal.Say($"  {words[$"StoreCheck.{problem.Fault}"]} {problem.About}");
        var wrong = problems.Count - late.Count + violations;
        terminal.Say(wrong == 0 ? words["StoreCheck.Holds", plans.Count] : words["StoreCheck.Wrong", wrong]);
        return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>A plan beside the declarations it was made from, one at a time: all of a year's are more than memory.</summary>
    static async Task<int> CheckAsync(Terminal terminal, Store store, PlanId id, CancellationToken cancellation)
    {
        if (await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, id), cancellation) is not { } found)
            return 0;
        var day = new DayIndex(found.Day);
        var violations = PlanChecker.Check(day, found.Plan);
        var sayer = new ViolationWords(day, found.Plan, terminal.Words.Culture);
        foreach (var violation in violations)
            terminal.Say($"{terminal.Words["StoreCheck.Plan", found.Plan.Date, id.Value]} {sayer.Say(violation)}");
        return violations.Count;
    }
}
