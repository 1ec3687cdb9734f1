return await Logistics.Host.Start.Launch.RunAsync(args);
