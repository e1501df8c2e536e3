namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>Counts the steps of a commit and lets chosen ones go wrong.</summary>
internal sealed class FaultScript
{
    private readonly Dictionary<int, Fault> _armed = [];
    private int _step;

    /// <summary>Ends when a step killed the process.</summary>
    public TaskCompletionSource Killed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Steps since the last <see cref="Arm"/>.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The steps with what went wrong at them, for the message of a test that failed; of the last script with faults.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Starts counting again; the step of that number (0 is the first) goes wrong.</summary>
    public void Arm(params (int Step, Fault Fault)[] faults)
    {
        _armed.Clear();
        foreach (var (step, fault) in faults)
        {
            _armed[step] = fault;
        }

        if (faults.Length > 0)
        {
            Told.Clear();
        }

        Steps.Clear();
        _step = 0;
    }

    /// <summary>A step that can wait.</summary>
    public async ValueTask<Fault> AtAsync(string step)
    {
        var fault = Next(step);
        if (fault == Fault.Kill)
        {
            Killed.TrySetResult();
            await new TaskCompletionSource().Task;
        }

        return fault;
    }

    /// <summary>A step that cannot wait: a kill leaves by an exception that nobody may survive.</summary>
    public Fault At(string step)
    {
        var fault = Next(step);
        if (fault == Fault.Kill)
        {
            Killed.TrySetResult();
            throw new ProcessKilledException();
        }

        return fault;
    }

    private Fault Next(string step)
    {
        Steps.Add(step);
        var fault = Killed.Task.IsCompleted ? Fault.Kill : _armed.GetValueOrDefault(_step++);
        Told.Add(fault == Fault.None ? step : $"{step}: {fault}");
        if (Told.Count > 60)
        {
            Told.RemoveAt(0);
        }

        return fault;
    }

    /// <summary>Stands for the end of the process.</summary>
    internal sealed class ProcessKilledException() : Exception("the process was killed");
}
