using System.CommandLine;
using AcrNetconf.Lab.Relay;

namespace AcrNetconf.UnitTests.Lab.Relay;

[TestClass]
public sealed class RelayCommandTests
{
    private const string Addresses = "--listen 10.0.1.1 --client 10.0.1.2 --from 10.0.2.1 --server 10.0.2.2";

    [TestMethod]
    [DataRow("--listen no --client 10.0.1.2 --from 10.0.2.1 --server 10.0.2.2", "--listen no: not an IPv4 or IPv6 address of a host")]
    [DataRow("--listen 10.0.1.1 --client 224.0.0.1 --from 10.0.2.1 --server 10.0.2.2", "--client 224.0.0.1: not an IPv4 or IPv6 address of a host")]
    [DataRow("--listen 10.0.1.1 --client fd00::1 --from 10.0.2.1 --server 10.0.2.2", "--listen and --client, and --from and --server, must be of one family each")]
    [DataRow("--listen 10.0.1.1 --client 10.0.1.2 --from 10.0.1.1 --server 10.0.2.2", "--listen and --from must differ, or client and server could not be told apart")]
    [DataRow(Addresses + " --loss 1.5", "--loss is 0 to 1, --delay and --reverse-delay 0 to 1e10, --skip and --duration up to 1e7")]
    [DataRow(Addresses + " --scenario flicker --delay 5", "--delay and --reverse-delay belong to the scenario constant")]
    public void Wrong_usage_is_one_sentence(string line, string sentence) => Assert.AreEqual(sentence, Read(line, out _));

    [TestMethod]
    public void Constant_delay_differs_by_direction_and_scenarios_are_those_of_the_simulation()
    {
        Assert.IsNull(Read(Addresses + " --delay 5000 --reverse-delay 7000", out RelayOptions? constant));
        var (forward, reverse) = constant!.Scenario.Build(new(1, 3), new(1, 4), 10); // read without a complaint
        Assert.AreEqual((5000.0, 7000.0), (forward.Next(0), reverse.Next(0)));
        Assert.IsNull(Read(Addresses + " --scenario flicker --seed 7 --skip 100", out RelayOptions? flicker));
        Assert.AreEqual(("flicker", 7L, 100.0), (flicker!.Scenario.Name, flicker.Seed, flicker.Skip));
    }

    private static string? Read(string line, out RelayOptions? options) => RelayCommand.Read(RelayCommand.Create().Parse(line), out options);
}
