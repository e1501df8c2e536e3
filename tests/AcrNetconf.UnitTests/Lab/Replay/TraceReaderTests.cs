using AcrNetconf.Lab.Replay;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.UnitTests.Lab.Replay;

[TestClass]
public sealed class TraceReaderTests
{
    [TestMethod]
    public void Stamps_become_samples_and_what_was_lost_becomes_none()
    {
        TraceRow[] rows = Read("# remark\nt1,t2,t3,t4\n100,150,170,240\n200,,270,340\n,,,\n300,350,,\n400,450,470,\n");
        CollectionAssert.AreEqual(
            new TraceRow[]
            {
                new(3, Forward(100, 150), Reverse(170, 240)),
                new(4, null, Reverse(270, 340)),
                new(6, Forward(300, 350), null),
                new(7, Forward(400, 450), null),
            },
            rows);
    }

    [TestMethod]
    [DataRow("", "f.csv:0: the file is empty; 't1,t2,t3,t4' is expected")]
    [DataRow("a,b\n", "f.csv:1: the first line must be 't1,t2,t3,t4', not 'a,b'")]
    [DataRow("t1,t2,t3,t4\n", "f.csv:1: no line holds both stamps of a packet")]
    [DataRow("t1,t2,t3,t4\n1,2,3\n", "f.csv:2: 3 columns where four are expected")]
    [DataRow("t1,t2,t3,t4\n1,2,3,4,5\n", "f.csv:2: 5 columns where four are expected")]
    [DataRow("t1,t2,t3,t4\n1,x2,3,4\n", "f.csv:2: t2 'x2' is not a whole number of nanoseconds from 0 to 4000000000000000000")]
    [DataRow("t1,t2,t3,t4\n-1,2,3,4\n", "f.csv:2: t1 '-1' is not a whole number of nanoseconds from 0 to 4000000000000000000")]
    [DataRow("t1,t2,t3,t4\n1.5,2,3,4\n", "f.csv:2: t1 '1.5' is not a whole number of nanoseconds from 0 to 4000000000000000000")]
    [DataRow("t1,t2,t3,t4\n,,,9223372036854775807\n", "f.csv:2: t4 '9223372036854775807' is not a whole number of nanoseconds from 0 to 4000000000000000000")]
    [DataRow("t1,t2,t3,t4\n1,90000000000,,\n2,70000000000,,\n", "f.csv:3: t2 goes back by 20 s; a trace follows the time of the local clock")]
    [DataRow("t1,t2,t3,t4\n1,0,,\n,,900000000000000,4\n", "f.csv:3: t3 goes ahead by 10 days; more than seven is not one trace")]
    public void Bad_file_is_one_sentence_with_its_line(string text, string sentence)
    {
        TraceException error = Assert.ThrowsExactly<TraceException>(() => Read(text));
        Assert.AreEqual(sentence, error.Message);
    }

    [TestMethod]
    public void Binary_rubbish_is_a_sentence_too()
    {
        byte[] rubbish = new byte[4096];
        new Random(7).NextBytes(rubbish);
        Assert.ThrowsExactly<TraceException>(() => Read(System.Text.Encoding.UTF8.GetString(rubbish)));
        Assert.ThrowsExactly<TraceException>(() => Read("t1,t2,t3,t4\n" + System.Text.Encoding.UTF8.GetString(rubbish)));
    }

    private static TraceRow[] Read(string text) => [.. TraceReader.Read("f.csv", new StringReader(text))];

    private static TimingSample Forward(long remote, long local) => new(PacketDirection.Forward, new(local), new(remote));

    private static TimingSample Reverse(long local, long remote) => new(PacketDirection.Reverse, new(local), new(remote));
}
