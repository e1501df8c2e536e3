namespace AcrNetconf.Agent.Features.Alarms;

/// <summary>An alarm that is or was raised.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="ServerId">The server it is about; null for the clock.</param>
/// <param name="Text">What is wrong, or was.</param>
/// <param name="Created">When it was first raised.</param>
/// <param name="LastRaised">When it was last raised.</param>
/// <param name="LastChanged">When anything about it last changed.</param>
/// <param name="IsCleared">True when it is over.</param>
internal sealed record Alarm(
    AlarmType Type, byte? ServerId, string Text, DateTimeOffset Created, DateTimeOffset LastRaised, DateTimeOffset LastChanged, bool IsCleared);
