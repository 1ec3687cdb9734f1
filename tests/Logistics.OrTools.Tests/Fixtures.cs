global using Logistics.Testing;

[assembly: AssemblyFixture(typeof(WarmPool))]
