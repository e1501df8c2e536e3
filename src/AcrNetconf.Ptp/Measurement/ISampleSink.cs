using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Takes complete measurements of any server.</summary>
internal interface ISampleSink
{
    /// <summary>True when the sample went to the servo.</summary>
    bool OnSample(byte serverId, in TimingSample sample);
}
