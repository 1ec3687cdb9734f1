using Logistics.Host.Tests.Fakes;

// The tests, or the host that some of them start to kill it.
return args is [ChildHost.Argument, var data, var lease]
    ? await ChildHost.RunAsync(data, TimeSpan.Parse(lease, System.Globalization.CultureInfo.InvariantCulture))
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
