using System.Diagnostics;
using Logistics.OrTools.Companions;

namespace Logistics.OrTools.Tests.Companions;

/// <summary>Pools that are hurt on purpose; each test owns its own.</summary>
public sealed class OrToolsPoolTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_ends_a_solve_within_a_second_and_the_pool_refills()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder() });
        Assert.Null(await pool.WarmUpAsync(Cancellation));
        var before = Assert.Single(pool.CompanionIds);

        using var cancel = new CancellationTokenSource();
        var solve = pool.SolveAsync(Models.Endless(), Models.Seconds(60), cancel.Token);
        await Task.Delay(500, Cancellation);
        Assert.False(solve.IsCompleted);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => solve);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"cancelling took {clock.Elapsed}");
        Assert.True(await IsSoonGoneAsync(before));

        Assert.Equal(4, (await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation)).Best?.Objective);
        Assert.NotEqual(before, Assert.Single(pool.CompanionIds));
    }

    [Fact]
    public async Task A_companion_killed_in_the_middle_of_a_solve_is_replaced_and_asked_again()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder() });
        Assert.Null(await pool.WarmUpAsync(Cancellation));

        var solve = pool.SolveAsync(Models.Endless(), Models.Seconds(60) with { Work = 0.5 }, Cancellation);
        await Task.Delay(300, Cancellation);
        Assert.False(solve.IsCompleted);
        Kill(Assert.Single(pool.CompanionIds));

        var outcome = await solve;
        Assert.True(outcome.Best is not null, $"{outcome}");
    }

    [Fact]
    public async Task A_companion_killed_every_time_makes_the_solver_unavailable_and_the_next_solve_works()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder() });
        Assert.Null(await pool.WarmUpAsync(Cancellation));

        var solve = pool.SolveAsync(Models.Endless(), Models.Seconds(60), Cancellation);
        while (!solve.IsCompleted)
        {
            foreach (var id in pool.CompanionIds)
                Kill(id);
            await Task.Delay(50, Cancellation);
        }
        var reason = Assert.IsType<Outcome<ConstraintSolution>.Unavailable>(await solve).Reason;
        Assert.Contains("died", reason, StringComparison.Ordinal);

        var next = await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation);
        Assert.True(next.Best?.Objective == 4, $"{next}");
    }

    [Fact]
    public async Task A_companion_that_outgrew_its_limit_is_replaced()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder(), RecycleAbove = 1 });
        Assert.NotNull((await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation)).Best);
        Assert.NotNull((await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation)).Best);
        Assert.Equal(2, pool.Replaced);
    }

    [Fact]
    public async Task A_pool_that_nobody_asks_lets_its_companion_go_and_starts_another_when_asked()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder(), RestAfter = TimeSpan.FromMilliseconds(300) });
        Assert.Null(await pool.WarmUpAsync(Cancellation));
        var first = Assert.Single(pool.CompanionIds);
        Assert.True(await IsSoonGoneAsync(first));

        // Longer than the rest: whoever holds it is not disturbed.
        var outcome = await pool.SolveAsync(Models.Endless(), Models.Seconds(60) with { Work = 0.5 }, Cancellation);
        Assert.True(outcome.Best is not null, $"{outcome}");
    }

    [Fact]
    public async Task Many_callers_share_two_companions()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder(), PoolSize = 2 });
        var solves = Enumerable.Range(0, 20).Select(_ => pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation));
        Assert.All(await Task.WhenAll(solves), outcome => Assert.Equal(4, outcome.Best?.Objective));
        Assert.Equal(2, pool.CompanionIds.Count);
    }

    [Fact]
    public async Task Solves_one_after_another_start_one_companion_of_a_bigger_pool()
    {
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder(), PoolSize = 3 });
        for (var i = 0; i < 3; i++)
            Assert.NotNull((await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation)).Best);
        Assert.Single(pool.CompanionIds);
    }

    [Fact]
    public async Task Closing_the_pool_ends_a_solve_and_leaves_no_process()
    {
        var pool = new OrToolsPool(new OrToolsOptions { Folder = WarmPool.RequireFolder() });
        Assert.Null(await pool.WarmUpAsync(Cancellation));
        var id = Assert.Single(pool.CompanionIds);
        var solve = pool.SolveAsync(Models.Endless(), Models.Seconds(60), Cancellation);
        var waiting = pool.SolveAsync(Models.Tiny(), Models.Seconds(60), Cancellation);
        await Task.Delay(200, Cancellation);

        await pool.DisposeAsync();
        await pool.DisposeAsync();
        Assert.IsType<Outcome<ConstraintSolution>.Unavailable>(await solve);
        Assert.IsType<Outcome<ConstraintSolution>.Unavailable>(await waiting);
        Assert.True(await IsSoonGoneAsync(id));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.SolveAsync(Models.Tiny(), Models.Seconds(1), Cancellation));
    }

    [Fact]
    public async Task Without_node_every_solve_says_what_to_install()
    {
        using var fake = new FakeCompanion("");
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = fake.Folder, Node = "no-such-node" });
        var warmUp = await pool.WarmUpAsync(Cancellation);
        Assert.Contains("install it from", warmUp, StringComparison.Ordinal);
        var outcome = await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation);
        Assert.Equal(warmUp, Assert.IsType<Outcome<ConstraintSolution>.Unavailable>(outcome).Reason);
    }

    [Fact]
    public async Task Without_the_packages_every_solve_says_where_to_install_them()
    {
        using var fake = new FakeCompanion("");
        Directory.Delete(Path.Combine(fake.Folder, "node_modules"), recursive: true);
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = fake.Folder });
        var outcome = await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation);
        Assert.Contains("npm ci", Assert.IsType<Outcome<ConstraintSolution>.Unavailable>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("process.stdout.write('Welcome to Node.js, have a nice day!\\n'); setInterval(() => {}, 1000);", "nonsense")]
    [InlineData("console.error('no memory left'); process.exit(3);", "died")]
    [InlineData("process.stdout.write(Buffer.from('4f52543181000000ffffff7f', 'hex')); setInterval(() => {}, 1000);", "nonsense")]
    [InlineData("process.stdout.write(Buffer.from('4f5254310700000000000000', 'hex')); setInterval(() => {}, 1000);", "answered 7 to 1")]
    [InlineData("setInterval(() => {}, 1000);", "not ready after 2 seconds")]
    public async Task A_companion_that_misbehaves_makes_the_solver_unavailable(string program, string reason)
    {
        using var fake = new FakeCompanion(program);
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = fake.Folder, StartTimeout = TimeSpan.FromSeconds(2) });
        var outcome = await pool.SolveAsync(Models.Tiny(), Models.Seconds(10), Cancellation);
        Assert.Contains(reason, Assert.IsType<Outcome<ConstraintSolution>.Unavailable>(outcome).Reason, StringComparison.Ordinal);
        await pool.DisposeAsync();
        Assert.Empty(pool.CompanionIds);
    }

    [Fact]
    public async Task An_engine_that_ignores_its_time_limit_is_killed_after_the_grace()
    {
        // Says hello, then never answers.
        using var fake = new FakeCompanion(
            "process.stdin.once('data', () => process.stdout.write(Buffer.from('4f5254318100000000000000', 'hex'))); setInterval(() => {}, 1000);");
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = fake.Folder, Grace = TimeSpan.FromSeconds(0.3) });
        Assert.Null(await pool.WarmUpAsync(Cancellation));
        var clock = Stopwatch.StartNew();
        var outcome = await pool.SolveAsync(Models.Tiny(), Models.Seconds(0.5), Cancellation);
        Assert.IsType<Outcome<ConstraintSolution>.LimitReached>(outcome);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.75, 3);
    }

    [Fact]
    public async Task A_companion_ends_when_its_standard_input_closes()
    {
        var start = new ProcessStartInfo("node", ["companion.mjs"])
        {
            WorkingDirectory = WarmPool.RequireFolder(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var companion = Process.Start(start)!;
        companion.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        await companion.WaitForExitAsync(patience.Token);
        Assert.Empty(await companion.StandardOutput.ReadToEndAsync(Cancellation));
    }

    static void Kill(int id)
    {
        if (!IsGone(id))
            Process.GetProcessById(id).Kill();
    }

    // The kernel takes a moment to tear half a gigabyte down.
    static async Task<bool> IsSoonGoneAsync(int id)
    {
        for (var attempt = 0; attempt < 40 && !IsGone(id); attempt++)
            await Task.Delay(50, Cancellation);
        return IsGone(id);
    }

    static bool IsGone(int id)
    {
        try
        {
            return Process.GetProcessById(id).HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>A folder that looks like the companion's, with a program of our own.</summary>
    sealed class FakeCompanion : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fake-companion-");

        public FakeCompanion(string program)
        {
            File.WriteAllText(Path.Combine(Folder, "companion.mjs"), program);
            var package = folder.CreateSubdirectory("node_modules/or-tools-wasm");
            File.WriteAllText(Path.Combine(package.FullName, "package.json"), "{}");
        }

        public string Folder => folder.FullName;

        public void Dispose() => folder.Delete(recursive: true);
    }
}
