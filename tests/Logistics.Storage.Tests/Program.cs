using Logistics.Storage.Tests.Embedding;

// The tests, or the child that some of them start to kill it.
return args is [ChildHost.Argument, var folder]
    ? await ChildHost.RunAsync(folder)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
