using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Replay;

namespace AcrNetconf.UnitTests.Lab.Analysis;

[TestClass]
public sealed class TimeErrorFileTests
{
    [TestMethod]
    public void Seeds_are_series_of_their_own_and_other_columns_do_not_matter()
    {
        var series = Read("second,time_error_ns,frequency_error_ppb,state,uncertainty_ppb,seed\n0,1.5,0,Locked,NaN,1\n10,2.5,0,Locked,NaN,1\n0,-3,0,Locked,NaN,2\n10,4,0,Locked,NaN,2\n");
        Assert.HasCount(2, series);
        Assert.AreEqual(("1", 10.0), (series[0].Label, series[0].Spacing));
        CollectionAssert.AreEqual(new[] { 1.5, 2.5 }, series[0].Errors);
        CollectionAssert.AreEqual(new[] { -3.0, 4.0 }, series[1].Errors);
    }

    [TestMethod]
    [DataRow("second,value\n", "f.csv:1: the first line must name the columns 'second' and 'time_error_ns'")]
    [DataRow("second,time_error_ns\n", "f.csv:1: no line holds a time error")]
    [DataRow("second,time_error_ns\n0,1\n1\n", "f.csv:3: 1 columns where 2 are expected")]
    [DataRow("second,time_error_ns\n0,one\n", "f.csv:2: time_error_ns 'one' is not a number")]
    [DataRow("second,time_error_ns\n0,NaN\n", "f.csv:2: time_error_ns 'NaN' is not a number")]
    [DataRow("second,time_error_ns\n5,1\n5,1\n", "f.csv:3: second 5 does not follow 5")]
    [DataRow("second,time_error_ns\n0,1\n1,1\n3,1\n", "f.csv:4: second goes on by 2 where it went by 1: wander needs even spacing")]
    public void Bad_file_is_one_sentence_with_its_line(string text, string sentence) =>
        Assert.AreEqual(sentence, Assert.ThrowsExactly<TraceException>(() => Read(text)).Message);

    private static IReadOnlyList<(string Label, double[] Errors, double Spacing)> Read(string text) => TimeErrorFile.Read("f.csv", new StringReader(text));
}
