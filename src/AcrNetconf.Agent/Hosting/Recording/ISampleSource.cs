using AcrNetconf.Ptp.Measurement;

namespace AcrNetconf.Agent.Hosting.Recording;

/// <summary>A running client as a recording sees it.</summary>
internal interface ISampleSource
{
    /// <summary>Ends with the client.</summary>
    Task Completion { get; }

    /// <summary>Copies one server's samples from now on; null ends it.</summary>
    /// <exception cref="ObjectDisposedException">The client has ended.</exception>
    Task RecordAsync(SampleRecorder? recorder);
}
