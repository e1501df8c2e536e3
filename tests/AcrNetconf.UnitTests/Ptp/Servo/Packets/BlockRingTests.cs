using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.UnitTests.Ptp.Servo.Packets;

[TestClass]
public sealed class BlockRingTests
{
    [TestMethod]
    public void Order_by_load_is_that_of_sorting_whatever_came_and_went()
    {
        const int Capacity = 50;
        Random random = new(7);
        BlockRing ring = new(Capacity);
        for (int round = 0; round < 300; round++)
        {
            if (round == 170)
            {
                ring.Clear();
            }

            // Few values, so that some loads are equal.
            ring.Add(new() { MeanTime = round, Spread = random.Next(6) });
            int first = random.Next(ring.Count);
            int[] order = new int[ring.Count - first];
            ring.OrderByLoad(first, order);
            CollectionAssert.AreEquivalent(Enumerable.Range(first, order.Length).ToList(), order, $"round {round}");
            double[] loads = [.. order.Select(index => Load(ring, first, index))];
            CollectionAssert.AreEqual(loads.Order().ToList(), loads, $"round {round}");
        }
    }

    private static double Load(BlockRing ring, int first, int index) =>
        (ring[Math.Max(first, index - 1)].Spread + ring[index].Spread + ring[Math.Min(ring.Count - 1, index + 1)].Spread) / 3;
}
