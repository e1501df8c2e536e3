using AcrNetconf.Agent.Features.PtpAdaptive;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.UnitTests.Ptp.Harness;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

/// <summary>
/// The output of the recovered clock across a commit: model, bindings, protocol core and servo are the product's; oscillator, network and servers are simulated.
/// Each run is compared with one of the same seed in which nothing was committed.
/// </summary>
[TestClass]
public sealed class PhaseContinuityTests
{
    private const int Seed = 11;
    private const int CommitAtSeconds = 420;
    private const int AfterSeconds = 120;

    private static readonly (ProtocolCoreBinding Core, ServoBinding Servo) Bindings = Compose();
    private static readonly DataTree Before = TestModel.Edit(TestModel.Empty, ImpactRow.Client);
    private static readonly Lazy<Recording> Undisturbed = new(() => Record(Before));

    public TestContext TestContext { get; set; } = null!; // set by the framework

    public static IEnumerable<TestDataRow<string>> HitlessRows => Rows(Impact.Hitless);

    public static IEnumerable<TestDataRow<string>> RenegotiateRows => Rows(Impact.Renegotiate);

    [TestMethod]
    public void The_undisturbed_clock_is_locked_and_steered()
    {
        Assert.AreEqual(ServoState.Locked, Undisturbed.Value.State);
        Assert.AreEqual(-4300, Undisturbed.Value.Frequencies[^1], 20, "the oscillator is 4300 ppb fast");
        Assert.IsTrue(Undisturbed.Value.Frequencies.Distinct().Count() > AfterSeconds / 2, "it is steered all the time, so a commit could disturb it");
    }

    [TestMethod]
    [DynamicData(nameof(HitlessRows))]
    public void Hitless_commit_moves_the_phase_by_less_than_10_ns(string path)
    {
        var disturbed = Record(TestModel.Edit(Before, ImpactRow.Table.Single(r => r.Path == path).Change));
        AssertNoStep(disturbed);
        var largest = LargestPhaseDifference(disturbed);
        TestContext.WriteLine($"largest difference of phase within {AfterSeconds} s: {largest:0.000} ns");
        Assert.IsLessThan(10, largest);
        Assert.AreEqual((0L, 0L, ServoState.Locked), (disturbed.Resets, disturbed.SourceChanges, disturbed.State));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(-1)]
    public void Asymmetry_of_the_traced_server_moves_nothing_where_frequency_is_recovered(int sign)
    {
        var server = $"<remote-server><server-id>1</server-id><asymmetry><sign>{(sign > 0 ? "positive" : "negative")}</sign><value>5000</value></asymmetry></remote-server>";
        var disturbed = Record(TestModel.Edit(Before, server));
        AssertNoStep(disturbed);
        var largest = LargestPhaseDifference(disturbed);
        TestContext.WriteLine($"largest difference of phase within {AfterSeconds} s: {largest:0.000} ns");
        Assert.IsLessThan(10, largest);
        Assert.AreEqual((0L, 0L), (disturbed.Resets, disturbed.SourceChanges));
    }

    [TestMethod]
    public void All_hitless_leafs_in_one_commit_move_the_phase_by_less_than_10_ns()
    {
        var disturbed = Record(TestModel.Edit(Before, string.Concat(ImpactRow.Table.Where(r => r.Impact == Impact.Hitless).Select(r => r.Change))));
        AssertNoStep(disturbed);
        Assert.IsLessThan(10, LargestPhaseDifference(disturbed));
    }

    [TestMethod]
    [DynamicData(nameof(RenegotiateRows))]
    public void Renegotiating_commit_keeps_the_frequency(string path)
    {
        var disturbed = Record(TestModel.Edit(Before, ImpactRow.Table.Single(r => r.Path == path).Change));
        AssertNoStep(disturbed);
        var largest = disturbed.Frequencies.Zip(Undisturbed.Value.Frequencies, (a, b) => Math.Abs(a - b)).Max();
        TestContext.WriteLine($"largest difference of frequency within {AfterSeconds} s: {largest:0.000} ppb");
        Assert.IsLessThan(1, largest);
        Assert.AreEqual(0, disturbed.Resets);
        Assert.IsTrue(disturbed.State is ServoState.Locked or ServoState.Holdover, "a class that means nothing in the other network option leaves no server to trace");
    }

    private static IEnumerable<TestDataRow<string>> Rows(Impact impact)
        => ImpactRow.Table.Where(r => r.Impact == impact).Select(r => new TestDataRow<string>(r.Path) { DisplayName = r.ToString() });

    private static double LargestPhaseDifference(Recording run) => run.Errors.Zip(Undisturbed.Value.Errors, (a, b) => Math.Abs(a - b)).Max();

    /// <summary>Up to the commit both runs are the same, and the commit itself moves nothing.</summary>
    private static void AssertNoStep(Recording run)
    {
        Assert.AreEqual(Undisturbed.Value.ErrorAtCommit, run.ErrorAtCommit, "the runs are of one seed");
        Assert.AreEqual(run.ErrorAtCommit, run.Errors[0], "phase right before and after the commit");
        Assert.AreEqual(0, run.Steps);
    }

    private static Recording Record(DataTree after)
    {
        var before = Bindings.Core.Configuration(Before)!; // the client of the table runs
        var clock = new SimulatedClock(new Oscillator(OscillatorSettings.Ocxo, 4300, new LabRandom(Seed, 2)), 1_000_000_000);
        var servo = Bindings.Servo.Configuration(Before)!; // as above
        var lab = new PtpLab(InTheLab(before), Seed, new AdaptiveServo(servo), clock);
        // What a packet meets depends on when it is sent and on nothing else, so that one message more or less does not change the weather.
        lab.Network.JitterNanoseconds = 0;
        lab.Network.ExtraDelay = (_, to) => Delay(lab.Now.Nanoseconds, to == PtpLab.Local);
        lab.Slave.OnServoReconfigured(servo);
        lab.Start().Run(CommitAtSeconds + 0.3);

        double Error() => clock.ErrorAt(lab.Now.Nanoseconds * 1e-9);
        var atCommit = Error();
        var (resets, changes) = (lab.Status.ServoResets, lab.Status.SourceChanges);
        if (after != Before)
        {
            // The order of the client's driver.
            lab.Slave.OnReconfigured(InTheLab(Bindings.Core.Configuration(after)!), lab.Now); // none of the rows ends the client
            lab.Slave.OnServoReconfigured(Bindings.Servo.Configuration(after)!);
        }

        var errors = new List<double> { Error() };
        var frequencies = new List<double>();
        for (var second = 0; second < AfterSeconds; second++)
        {
            lab.Run(1);
            errors.Add(Error());
            frequencies.Add(clock.FrequencyPpb);
        }

        return new Recording(atCommit, errors, frequencies, lab.Status.ServoResets - resets, lab.Status.SourceChanges - changes, lab.Client.Steps.Count, lab.Status.Servo.State);
    }

    /// <summary>The table's servers at the laboratory's addresses.</summary>
    private static TelecomSlaveSettings InTheLab(TelecomSlaveSettings settings) => settings with
    {
        LocalAddress = PtpLab.Local,
        Servers = [.. settings.Servers.Select(s => s with { Address = s.Id == 1 ? PtpLab.Server1 : PtpLab.Server2 })],
    };

    /// <summary>A queue that is empty half of the time: 0 to some 100 µs, the same for all packets of a direction within a millisecond.</summary>
    private static long Delay(long nanoseconds, bool isForward)
    {
        var random = new LabRandom((nanoseconds / 1_000_000 * 2) + (isForward ? 1 : 0), Seed);
        return random.NextUniform() < 0.5 ? (long)(random.NextUniform() * 200) : (long)(-20_000 * Math.Log(1 - random.NextUniform()));
    }

    private static (ProtocolCoreBinding Core, ServoBinding Servo) Compose()
    {
        var builder = new FeatureBuilder(TestModel.Schema);
        new PtpAdaptiveFeature(new ClientController(
            new ClientPlatform(new ClockSelection(ClockKind.Virtual), TimestampSource.Auto, 319, 320, new ClockIdentity(1)),
            new SocketLeases(), new ClockLeases(), TimeProvider.System, _ => { }, _ => { }), new RecordingDesk("unused", TimeProvider.System)).Register(builder);
        var bindings = builder.Build().Bindings;
        return (bindings.OfType<ProtocolCoreBinding>().Single(), bindings.OfType<ServoBinding>().Single());
    }

    /// <param name="ErrorAtCommit">Phase error right before the commit, ns.</param>
    /// <param name="Errors">Right after it and then each second.</param>
    /// <param name="Frequencies">Steering after each second, ppb.</param>
    /// <param name="Resets">Of the servo, since the commit.</param>
    /// <param name="SourceChanges">Since the commit.</param>
    /// <param name="Steps">Of the clock, ever.</param>
    /// <param name="State">Of the servo at the end.</param>
    private sealed record Recording(double ErrorAtCommit, List<double> Errors, List<double> Frequencies, long Resets, long SourceChanges, int Steps, ServoState State);
}
