using AcrNetconf.Ssh.Native;

namespace AcrNetconf.Ssh;

/// <summary>What a listener with settings of its own gives the connections it accepts.</summary>
/// <param name="Methods">Methods offered there.</param>
/// <param name="Bind">Host keys of its own; null: those of the server.</param>
/// <param name="Fingerprints">Of the keys of its own.</param>
internal sealed record SshDoor(SshAuthMethods Methods, NativeBind? Bind, IReadOnlyList<string> Fingerprints);
