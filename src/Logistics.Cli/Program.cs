using System.Text;
using Logistics.Cli;
using Logistics.Cli.Commands;

Console.OutputEncoding = Encoding.UTF8;
return await Root.Create(Terminal.OfProcess(Words.OfMachine()), TimeProvider.System).Parse(args).InvokeAsync();
