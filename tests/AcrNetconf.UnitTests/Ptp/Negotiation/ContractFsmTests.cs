using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Negotiation;
using static AcrNetconf.Ptp.Datasets.ContractState;
using static AcrNetconf.Ptp.Negotiation.ContractEvent;

namespace AcrNetconf.UnitTests.Ptp.Negotiation;

[TestClass]
public sealed class ContractFsmTests
{
    private const ContractState Req = Requesting;
    private const ContractState Grt = ContractState.Granted;
    private const ContractState Ren = Renewing;
    private const ContractState Pau = RenewalPaused;
    private const ContractState Lck = LockedOut;
    private const ContractState Can = Cancelling;

    // Every state against every event: a cell changed by accident is a row that fails.
    private static readonly ContractEvent[] Columns =
        [Wanted, Unwanted, Abandoned, ContractEvent.Granted, TriesExhausted, PauseOver, RenewDue, Expired, CancelledByServer, CancelAcknowledged, Silent, Resumed];

    private static readonly (ContractState State, ContractState[] Next)[] Matrix =
    [
        (Idle, [Req, Idle, Idle, Idle, Idle, Idle, Idle, Idle, Idle, Idle, Idle, Idle]),
        (Req, [Req, Can, Idle, Grt, Lck, Req, Req, Req, Req, Req, Req, Grt]),
        (Grt, [Grt, Can, Grt, Grt, Grt, Grt, Ren, Req, Req, Grt, Req, Grt]),
        (Ren, [Ren, Can, Ren, Grt, Pau, Ren, Ren, Req, Req, Ren, Req, Ren]),
        (Pau, [Pau, Can, Pau, Grt, Pau, Ren, Pau, Lck, Lck, Pau, Lck, Pau]),
        (Lck, [Lck, Can, Idle, Grt, Lck, Req, Lck, Lck, Lck, Lck, Lck, Grt]),
        (Can, [Req, Can, Can, Can, Idle, Can, Can, Can, Idle, Idle, Can, Can]),
    ];

    public static IEnumerable<TestDataRow<(ContractState State, int Happened, ContractState Next)>> Cells()
    {
        foreach ((ContractState state, ContractState[] row) in Matrix)
        {
            for (int column = 0; column < Columns.Length; column++)
            {
                yield return new((state, (int)Columns[column], row[column])) { DisplayName = $"{state} + {Columns[column]} = {row[column]}" };
            }
        }
    }

    [TestMethod]
    public void The_matrix_is_complete()
    {
        CollectionAssert.AreEquivalent(Enum.GetValues<ContractState>(), Matrix.Select(row => row.State).ToArray());
        CollectionAssert.AreEquivalent(Enum.GetValues<ContractEvent>(), Columns);
    }

    [TestMethod]
    [DynamicData(nameof(Cells))]
    public void Every_state_answers_every_event((ContractState State, int Happened, ContractState Next) cell) =>
        Assert.AreEqual(cell.Next, ContractFsm.Next(cell.State, (ContractEvent)cell.Happened));

    [TestMethod]
    [DataRow(300, 75, 0.0, 225.0)]
    [DataRow(60, 75, 0.0, 45.0)]
    [DataRow(60, 95, 0.0, 52.0)]
    [DataRow(300, 50, 0.0, 150.0)]
    [DataRow(300, 75, 0.3, 107.0)]
    [DataRow(300, 75, 0.5, 45.0)]
    [DataRow(60, 75, 0.5, 45.0)]
    public void Renewal_leaves_room_for_three_tries_and_moves_forward_with_loss(int duration, int percent, double loss, double expected) =>
        Assert.AreEqual(expected, RenewalPolicy.RenewAfterSeconds(duration, new NegotiationSettings { RenewPercent = percent }, loss), 0.001);
}
