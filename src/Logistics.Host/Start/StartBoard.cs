namespace Logistics.Host.Start;

public enum StartStep { DataFolder, Database, Schema, Territory, Roads, Plan }

public enum StepStage { Waiting, Running, Done, Failed }

/// <param name="Detail">For people; null when there is nothing to add.</param>
public sealed record StepState(StartStep Step, StepStage Stage, TimeSpan Elapsed, string? Detail);

/// <summary>What the start has done so far, for the terminal, <c>/readyz</c> and the waiting page. Thread safe.</summary>
public sealed class StartBoard(TimeProvider clock, TextWriter terminal)
{
    static readonly StartStep[] steps = Enum.GetValues<StartStep>();

    readonly Lock door = new();
    readonly StepState[] states = [.. steps.Select(step => new StepState(step, StepStage.Waiting, TimeSpan.Zero, null))];
    readonly long[] begun = new long[steps.Length];
    double planShare;
    string? trouble;

    public static int Count => steps.Length;

    public IReadOnlyList<StepState> States
    {
        get
        {
            lock (door)
                return [.. states];
        }
    }

    /// <summary>True once every step is done; stays true when the store goes away later (that is <see cref="Trouble"/>).</summary>
    public bool Started
    {
        get
        {
            lock (door)
                return states.All(state => state.Stage == StepStage.Done);
        }
    }

    /// <summary>What hinders the worker now, for people; null when nothing does.</summary>
    public string? Trouble
    {
        get
        {
            lock (door)
                return trouble;
        }
        set
        {
            lock (door)
            {
                if (value == trouble)
                    return;
                trouble = value;
            }
            terminal.WriteLine(value ?? Texts.Get("Start.TroubleOver"));
        }
    }

    /// <summary>How far the first plan is, from 0 to 1.</summary>
    public double PlanShare
    {
        get
        {
            lock (door)
                return planShare;
        }
        set
        {
            lock (door)
                planShare = value;
        }
    }

    /// <summary>How far the whole start is, from 0 to 1; the plan weighs as much as all before it.</summary>
    public double Share
    {
        get
        {
            lock (door)
                return states.Count(state => state.Stage == StepStage.Done) / (2.0 * (steps.Length - 1))
                    + (states[^1].Stage == StepStage.Done ? 0.5 - 0.5 / (steps.Length - 1) : planShare / 2);
        }
    }

    /// <summary>Why the host cannot go on at all, in one line; set before it is asked to stop.</summary>
    public string? FatalReason { get; set; }

    public void Begin(StartStep step)
    {
        lock (door)
        {
            if (states[(int)step].Stage == StepStage.Done)
                return;
            begun[(int)step] = clock.GetTimestamp();
            states[(int)step] = new(step, StepStage.Running, TimeSpan.Zero, null);
        }
        terminal.Write($"{(int)step + 1}/{Count} {Name(step)}… ");
        terminal.Flush();
    }

    public void Done(StartStep step, string? detail = null)
    {
        StepState state;
        lock (door)
        {
            if (states[(int)step].Stage == StepStage.Done)
                return;
            states[(int)step] = state = new(step, StepStage.Done, clock.GetElapsedTime(begun[(int)step]), detail);
        }
        var seconds = Texts.Format("Start.ReadyIn", state.Elapsed.TotalSeconds);
        terminal.WriteLine(detail is null ? seconds : $"{seconds} ({detail})");
    }

    public void Fail(StartStep step, string reason)
    {
        lock (door)
            states[(int)step] = new(step, StepStage.Failed, clock.GetElapsedTime(begun[(int)step]), reason);
        terminal.WriteLine(Texts.Format("Start.Failed", reason));
    }

    /// <summary>Why the page is not ready, in words; empty when it is.</summary>
    public IReadOnlyList<string> Reasons()
    {
        lock (door)
        {
            var reasons = states.Where(state => state.Stage != StepStage.Done)
                .Select(state => state.Stage switch
                {
                    StepStage.Waiting => Texts.Format("Start.StillWaiting", Name(state.Step)),
                    StepStage.Running => Texts.Format("Start.StillRunning", Name(state.Step)),
                    _ => Texts.Format("Start.StepFailed", Name(state.Step), state.Detail ?? ""),
                });
            return trouble is null ? [.. reasons] : [.. reasons, trouble];
        }
    }

    public static string Name(StartStep step) => Texts.Get($"Start.Step.{step}");
}
