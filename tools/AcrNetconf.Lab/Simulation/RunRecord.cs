using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Monitoring;

namespace AcrNetconf.Lab.Simulation;

/// <summary>What one run left behind, once a second.</summary>
/// <param name="TimeError">Steered clock minus true time, nanoseconds, at each second.</param>
/// <param name="FrequencyError">Frequency of the steered clock minus true, ppb.</param>
/// <param name="States">Servo state.</param>
/// <param name="Uncertainty">What the servo said of its own frequency, ppb; NaN before it said anything.</param>
/// <param name="FloorSteps">Route changes the servo has counted.</param>
/// <param name="Samples">Samples fed.</param>
internal sealed record RunRecord(double[] TimeError, float[] FrequencyError, ServoState[] States, float[] Uncertainty, int[] FloorSteps, long Samples)
{
    /// <summary>The window of Sync with the smallest share of packets near the floor, as the servo counted them; null when it did not.</summary>
    public FloorPackets? FewestFloorPackets { get; init; }

    /// <summary>First second in <paramref name="state"/>, or null.</summary>
    public int? FirstSecondIn(ServoState state)
    {
        int index = Array.IndexOf(States, state);
        return index < 0 ? null : index;
    }
}
