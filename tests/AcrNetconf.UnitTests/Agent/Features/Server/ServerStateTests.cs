using System.Net;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Encoding;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.UnitTests.Agent.Features.Server;

[TestClass]
public sealed class ServerStateTests
{
    private readonly ServerModel _model = new(TestModel.Schema);

    [TestMethod]
    public void Listener_is_shown_with_what_proves_its_identity()
        => StringAssert.Contains(
            Text([new ListenerState("ssh", new IPEndPoint(IPAddress.Loopback, 830), true, ["SHA256:a", "SHA256:b"], null)], []),
            "<listener><local-address>127.0.0.1</local-address><local-port>830</local-port><origin>configuration</origin><transport>ssh</transport>"
            + "<host-key-fingerprint>SHA256:a</host-key-fingerprint><host-key-fingerprint>SHA256:b</host-key-fingerprint></listener>");

    [TestMethod]
    public void Client_that_is_waited_for_is_shown_with_the_reason_and_the_next_call()
    {
        var next = new DateTimeOffset(2026, 1, 31, 12, 0, 0, 250, TimeSpan.Zero);
        var call = new CallHomeStatus("noc", CallHomePhase.Waiting, new CallHomeEndpoint("east", CallHomeProtocol.Ssh, "192.0.2.1", 4334)) { Failures = 2, NextCall = next, LastEnd = "Connection refused" };
        StringAssert.Contains(
            Text([], [call]),
            "<called-client><name>noc</name><phase>waiting</phase><endpoint>east</endpoint><next-call>2026-01-31T12:00:00.250Z</next-call>"
            + "<connections>0</connections><failures>2</failures><last-end>Connection refused</last-end></called-client>");
    }

    [TestMethod]
    public void Client_that_is_connected_is_called_at_no_time()
    {
        var call = new CallHomeStatus("noc", CallHomePhase.Connected, new CallHomeEndpoint("east", CallHomeProtocol.Tls, "192.0.2.1", 4335)) { Connections = 7 };
        StringAssert.Contains(
            Text([], [call]), "<called-client><name>noc</name><phase>connected</phase><endpoint>east</endpoint><connections>7</connections><failures>0</failures></called-client>");
    }

    private string Text(ListenerState[] listeners, CallHomeStatus[] calls)
    {
        var state = new ServerState(TestModel.Schema, _model, () => listeners, () => calls, () => new SessionLimits(), new LogLevelSwitch(LogLevel.Information));
        return XmlDataWriter.ToText(TestModel.Schema, state.Contribute(TestModel.Empty.Root));
    }
}
