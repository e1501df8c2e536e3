using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Control;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Ptp.Servo.Control;

[TestClass]
public sealed class ServoStatesTests
{
    private static readonly ServoSettings s_settings = new() { LockThresholdPpb = 50, LockHoldSeconds = 10, HoldoverSeconds = 100 };

    private readonly ServoStates _states = new();
    private long _blocks;

    [TestMethod]
    public void Samples_make_it_acquire_and_certainty_that_lasts_locks_it()
    {
        Run(0, 5, sigma: 500, ServoState.Acquiring);
        Run(5, 14, sigma: 20, ServoState.Acquiring);
        Run(15, 16, sigma: 20, ServoState.Locked);
        Run(17, 26, sigma: 140, ServoState.Locked, "hysteresis: lock goes at three times the threshold");
        Run(27, 36, sigma: 160, ServoState.Locked, "and after the hold time");
        Run(37, 38, sigma: 160, ServoState.Acquiring);
        Assert.AreEqual(2, _states.Acquisitions);
    }

    [TestMethod]
    public void Silence_freezes_what_was_locked_and_samples_that_last_end_the_holdover()
    {
        Run(0, 20, sigma: 20, ServoState.Locked);
        Assert.IsFalse(_states.MustFreeze(50));
        Assert.IsTrue(_states.MustFreeze(51));
        _states.Freeze(51, At(51), _blocks);
        Assert.AreEqual(ServoState.Holdover, _states.State);
        Assert.AreEqual(At(51), _states.Since);
        Assert.IsFalse(_states.MustFreeze(99), "it is");
        Run(100, 101, sigma: 20, ServoState.Holdover);
        Run(102, 103, sigma: 20, ServoState.Locked);
        Assert.AreEqual(1, _states.Acquisitions);
    }

    [TestMethod]
    public void Holdover_is_not_claimed_for_longer_than_the_setting()
    {
        Run(0, 20, sigma: 20, ServoState.Locked);
        _states.Freeze(51, At(51), _blocks);
        _states.Move(151, At(151), _blocks, 20, s_settings);
        Assert.AreEqual(ServoState.Holdover, _states.State);
        _states.Move(152, At(152), _blocks, 20, s_settings);
        Assert.AreEqual(ServoState.FreeRun, _states.State);
        Run(200, 201, sigma: 20, ServoState.Acquiring, "the lock was given up as well");
    }

    [TestMethod]
    public void What_was_not_locked_is_not_held_over()
    {
        Run(0, 5, sigma: 500, ServoState.Acquiring);
        _states.Freeze(36, At(36), _blocks);
        Assert.AreEqual(ServoState.FreeRun, _states.State);
        _states.Move(37, At(37), _blocks, 500, s_settings);
        Assert.AreEqual(ServoState.FreeRun, _states.State, "nothing came since");
    }

    /// <summary>A block of samples each second.</summary>
    private void Run(int from, int to, double sigma, ServoState expected, string? why = null)
    {
        for (var second = from; second <= to; second++)
        {
            _blocks++;
            _states.OnSample(second);
            _states.Move(second, At(second), _blocks, sigma, s_settings);
        }

        Assert.AreEqual(expected, _states.State, why ?? $"at {to} s");
    }

    private static PtpInstant At(double seconds) => new((long)(seconds * 1e9));
}
