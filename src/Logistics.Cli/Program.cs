using System.CommandLine;
using System.Text;
using Logistics.Cli;
using Logistics.Cli.Commands;

Console.OutputEncoding = Encoding.UTF8;
var call = Root.Create(Terminal.OfProcess(Words.OfMachine()), TimeProvider.System).Parse(args);
// After Ctrl-C the best plan found so far is still written.
var exit = await call.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
return call.Errors.Count > 0 ? ExitCode.BadInput : exit;
