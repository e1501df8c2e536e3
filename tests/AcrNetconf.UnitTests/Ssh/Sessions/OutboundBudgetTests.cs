using AcrNetconf.Ssh.Sessions;

namespace AcrNetconf.UnitTests.Ssh.Sessions;

[TestClass]
public sealed class OutboundBudgetTests
{
    [TestMethod]
    public void Room_ends_when_payload_and_overhead_reach_the_limit()
    {
        var budget = new OutboundBudget(1000);
        Assert.IsTrue(budget.HasRoom(0, 0, 0, hasUnsent: false));
        Assert.IsTrue(budget.HasRoom(911, 1, 0, hasUnsent: true));
        Assert.IsFalse(budget.HasRoom(912, 1, 0, hasUnsent: true));
        Assert.IsTrue(budget.HasRoom(912, 1, 100, hasUnsent: true));
    }

    [TestMethod]
    public void Empty_buffer_starts_the_estimate_again()
    {
        var budget = new OutboundBudget(1000);
        Assert.IsFalse(budget.HasRoom(5000, 10, 10, hasUnsent: true));
        Assert.IsTrue(budget.HasRoom(5000, 10, 10, hasUnsent: false));
        Assert.IsTrue(budget.HasRoom(5900, 11, 10, hasUnsent: true));
        Assert.IsFalse(budget.HasRoom(6000, 11, 10, hasUnsent: true));
    }

    [TestMethod]
    public void Backlog_stays_bounded_when_it_never_drains()
    {
        // A slow reader: the kernel takes as much as is handed over, packets really cost 40 bytes more than their payload.
        var budget = new OutboundBudget(256 * 1024);
        (ulong payload, ulong packets, ulong socket) = (0, 0, 0);
        for (int i = 0; i < 1_000_000; i++)
        {
            ulong real = payload + (40 * packets) - socket;
            Assert.IsLessThan(300UL * 1024, real);
            bool hasUnsent = real > 0;
            if (budget.HasRoom(payload, packets, socket, hasUnsent))
            {
                (payload, packets) = (payload + 1000, packets + 1);
            }

            socket += Math.Min(900, payload + (40 * packets) - socket);
        }

        Assert.IsGreaterThan(500_000_000UL, payload);
    }
}
