using AcrNetconf.Transports.Unix;

namespace AcrNetconf.UnitTests.Transports.Unix;

[TestClass]
public sealed class RelayIdentityTests
{
    private static readonly UnixServerOptions s_options = new() { TrustedUsers = [7], TrustedGroups = [70] };

    [TestMethod]
    [DataRow(1000u, 1000u, 1000u, "alice", null, "alice", DisplayName = "itself")]
    [DataRow(1000u, 1000u, 1000u, "alice", "alice", "alice", DisplayName = "itself by name")]
    [DataRow(0u, 0u, 0u, "root", "bob", "bob", DisplayName = "root for another")]
    [DataRow(7u, 1000u, 1000u, "front", "bob", "bob", DisplayName = "trusted user for another")]
    [DataRow(1000u, 70u, 1000u, "alice", "bob", "bob", DisplayName = "member of a trusted group, first group")]
    [DataRow(1000u, 1000u, 70u, "alice", "bob", "bob", DisplayName = "member of a trusted group, other group")]
    [DataRow(7u, 1000u, 1000u, null, "bob", "bob", DisplayName = "trusted user without a name")]
    public void User_is_who_connected_or_whom_the_trusted_name(uint uid, uint gid, uint group, string? ownName, string? named, string user)
        => Assert.AreEqual((user, null), Decide(uid, gid, group, ownName, named));

    [TestMethod]
    [DataRow(1000u, "alice", "bob", "user alice may not speak for user bob")]
    [DataRow(1000u, "alice", "root", "user alice may not speak for user root")]
    [DataRow(1000u, null, "bob", "user 1000 may not speak for user bob")]
    [DataRow(1000u, null, null, "the host has no name for user 1000")]
    public void Others_are_refused(uint uid, string? ownName, string? named, string sentence) => Assert.AreEqual((null, sentence), Decide(uid, uid, uid, ownName, named));

    private static (string? User, string? Refusal) Decide(uint uid, uint gid, uint group, string? ownName, string? named)
        => RelayIdentity.Decide(new PeerCredentials(1, uid, gid, [group]), ownName, new RelayGreeting(named, null, null), s_options);
}
