using FsCheck;

namespace Logistics.Domain.Tests;

static class Runs
{
    /// <summary>Fixed draws, so that a failure is a change of ours.</summary>
    public static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(new Replay(new Rnd(2026, 1_129), null)).WithMaxTest(300);
}
