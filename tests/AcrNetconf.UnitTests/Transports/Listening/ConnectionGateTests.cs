using System.Net;
using AcrNetconf.Transports.Listening;
using static AcrNetconf.Transports.Listening.ConnectionGate;

namespace AcrNetconf.UnitTests.Transports.Listening;

[TestClass]
public sealed class ConnectionGateTests
{
    private static readonly IPAddress s_one = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_two = IPAddress.Parse("192.0.2.2");

    private static readonly AdmissionLimits s_limits = new()
    {
        MaxConnections = 8, StartupsBegin = 4, StartupsRatePercent = 30, StartupsFull = 6, StartupsPerSource = 3,
    };

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(3, 0)]
    [DataRow(4, 30)]
    [DataRow(5, 65)]
    [DataRow(6, 100)]
    [DataRow(9, 100)]
    public void Chance_of_refusal_rises_from_begin_to_full(int startups, int percent) =>
        Assert.AreEqual(percent, new ConnectionGate(s_limits, () => 0).RefusalPercent(startups));

    [TestMethod]
    public void Source_has_its_own_limit_and_gets_places_back()
    {
        var gate = new ConnectionGate(s_limits, () => 99);
        Assert.AreEqual((Admission.Admitted, Admission.Admitted, Admission.Admitted), (gate.Enter(s_one), gate.Enter(s_one), gate.Enter(s_one)));
        Assert.AreEqual((Admission.Source, Admission.Admitted), (gate.Enter(s_one), gate.Enter(s_two)));
        gate.Authenticated(s_one);
        gate.Leave(s_one, wasAuthenticated: false);
        Assert.AreEqual((Admission.Admitted, Admission.Admitted, Admission.Source), (gate.Enter(s_one), gate.Enter(s_one), gate.Enter(s_one)));
    }

    [TestMethod]
    public void Dice_decide_between_begin_and_full()
    {
        int roll = 30;
        var gate = new ConnectionGate(s_limits with { StartupsPerSource = 100 }, () => roll);
        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual(Admission.Admitted, gate.Enter(s_one));
        }

        Assert.AreEqual(Admission.Startups, gate.Enter(s_one));
        roll = 65;
        Assert.AreEqual(Admission.Admitted, gate.Enter(s_one));
        roll = 99;
        Assert.AreEqual(Admission.Startups, gate.Enter(s_one));
        Assert.IsTrue(gate.EnterInstead(s_one));
        Assert.AreEqual((7, 7), (gate.Connections, gate.Startups));
    }

    [TestMethod]
    public void Places_run_out_for_everybody()
    {
        var gate = new ConnectionGate(s_limits, () => 99);
        for (int i = 0; i < 8; i++)
        {
            Assert.AreEqual(Admission.Admitted, gate.Enter(s_one));
            gate.Authenticated(s_one);
        }

        Assert.AreEqual((Admission.Full, false), (gate.Enter(s_two), gate.EnterInstead(s_two)));
        gate.Leave(s_one, wasAuthenticated: true);
        Assert.AreEqual((Admission.Admitted, 8, 1), (gate.Enter(s_two), gate.Connections, gate.Startups));
    }
}
