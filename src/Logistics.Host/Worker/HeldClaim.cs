using Logistics.Storage.Hosts;

namespace Logistics.Host.Worker;

/// <summary>A claim while a plan is made under it: prolonged in the background until it is disposed, and cancelling the plan when another host has it.</summary>
sealed class HeldClaim : IAsyncDisposable
{
    readonly CancellationTokenSource ended = new();
    readonly CancellationTokenSource solve;
    readonly Task keeping;
    volatile bool isLost;

    /// <param name="alive">Told each time the claim was prolonged.</param>
    public HeldClaim(IClaims claims, PlanningClaim claim, TimeSpan lease, TimeProvider clock, Action alive, CancellationToken stopping)
    {
        Claim = claim;
        solve = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        keeping = Task.Run(() => KeepAsync(claims, lease, clock, alive), CancellationToken.None);
    }

    public PlanningClaim Claim { get; }

    /// <summary>What is planned under it would be refused.</summary>
    public bool IsLost => isLost;

    /// <summary>Cancelled when the host stops or the claim is lost.</summary>
    public CancellationToken Solve => solve.Token;

    async Task KeepAsync(IClaims claims, TimeSpan lease, TimeProvider clock, Action alive)
    {
        var renewed = clock.GetTimestamp();
        try
        {
            while (true)
            {
                // Thrice in its time: one try may fail.
                await Task.Delay(lease / 3, clock, ended.Token);
                try
                {
                    if (!await claims.RenewAsync(Claim, lease, ended.Token))
                        break;
                    renewed = clock.GetTimestamp();
                    alive();
                }
                catch (StoreAwayException) when (clock.GetElapsedTime(renewed) < lease)
                {
                    // It is still ours by any clock; another try follows.
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return;
        }
        catch (StoreAwayException)
        {
            // It ran out while nobody could prolong it. Whether somebody took it is seen when the plan is saved, which nobody should wait for.
        }
        isLost = true;
        await solve.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await keeping;
        ended.Dispose();
        solve.Dispose();
    }
}
