using System.CommandLine;
using System.Diagnostics;
using Logistics.Formats.Matchings;
using Logistics.Matching.Verification;

namespace Logistics.Cli.Commands.Matching;

/// <summary><c>logistics match verify CERT</c>: a certificate checked from nothing but what it says.</summary>
static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("CERT") { Description = words["Certificate.File"] };
        var command = new Command("verify", words["Certificate.Verify"]) { file };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var path = arguments.GetRequiredValue(file);
            switch (CertificateReader.Read(new MemoryStream(await Shell.ReadAsync(terminal, path, cancellation)), words.Culture))
            {
                case CertificateReading.Accepted accepted:
                    return Verify(terminal, accepted);
                case CertificateReading.Rejected rejected:
                    terminal.Problems(rejected.Problems);
                    throw new CommandFailed(ExitCode.BadInput, words["Certificate.Rejected", path, rejected.Problems.Count]);
                default:
                    throw new UnreachableException();
            }
        });
        return command;
    }

    static int Verify(Terminal terminal, CertificateReading.Accepted file)
    {
        var words = terminal.Words;
        var violations = file.Certificates.SelectMany(CertificateVerifier.Verify).ToList();
        if (violations.Count == 0)
        {
            terminal.Say(words["Certificate.Holds", file.Date, file.Certificates.Count, file.Certificates.Sum(x => x.Arcs.Count), file.Certificates.Sum(x => x.Recipients.Count)]);
            if (file.Certificates.Any(x => !x.Nested))
                terminal.Say(words["Certificate.Crossed"]);
            return ExitCode.Done;
        }
        terminal.Say(words["Certificate.Violations", violations.Count]);
        foreach (var violation in violations)
            terminal.Say($"  {violation.Code}: {file.Codes.Aggregate(violation.What, (text, x) => text.Replace($"{x.Key:D}", x.Value, StringComparison.Ordinal))}");
        return ExitCode.Failed;
    }
}
