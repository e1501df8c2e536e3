using AcrNetconf.Datastores;

namespace AcrNetconf.UnitTests.Datastores;

[TestClass]
public sealed class TraceContextTests
{
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [TestMethod]
    [DataRow(Parent)]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff", DisplayName = "flags nobody knows")]
    [DataRow("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", DisplayName = "later version")]
    [DataRow("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes", DisplayName = "later version with more")]
    public void Traceparent_is_taken_as_it_is(string parent) => Assert.AreEqual(new TraceContext(parent, null), TraceContext.Read(parent, null));

    [TestMethod]
    [DataRow(null, DisplayName = "none")]
    [DataRow("", DisplayName = "empty")]
    [DataRow("Bad Format", DisplayName = "example of the draft")]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", DisplayName = "more after version 00")]
    [DataRow("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more", DisplayName = "more without dash")]
    [DataRow("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", DisplayName = "version ff")]
    [DataRow("0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", DisplayName = "version no number")]
    [DataRow("00-00000000000000000000000000000000-00f067aa0ba902b7-01", DisplayName = "trace-id zero")]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", DisplayName = "parent-id zero")]
    [DataRow("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", DisplayName = "capitals")]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e473-600f067aa0ba902b7-01", DisplayName = "dash misplaced")]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0", DisplayName = "too short")]
    public void Without_a_sound_traceparent_there_is_no_trace(string? parent) => Assert.IsNull(TraceContext.Read(parent, "rojo=1"));

    [TestMethod]
    [DataRow("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")]
    [DataRow("rojo=1 , \tcongo=2", DisplayName = "blanks around members")]
    [DataRow(",rojo=1,,", DisplayName = "empty members")]
    [DataRow("value-with-quotes=\"Quoted string\",other-value=123", DisplayName = "example of the draft")]
    [DataRow("fw529a3039@dt=FfAB,0t@sys_1-2*3/4=x", DisplayName = "tenants")]
    public void Tracestate_is_taken_as_it_is(string state) => Assert.AreEqual(state, TraceContext.Read(Parent, state)!.State);

    [TestMethod]
    [DataRow("", DisplayName = "empty")]
    [DataRow(" , ", DisplayName = "no member")]
    [DataRow("rojo", DisplayName = "no value")]
    [DataRow("rojo=", DisplayName = "empty value")]
    [DataRow("rojo=1,rojo=2", DisplayName = "key twice")]
    [DataRow("Rojo=1", DisplayName = "capital in a key")]
    [DataRow("1rojo=1", DisplayName = "key begins with a digit")]
    [DataRow("a@b@c=1", DisplayName = "two tenants")]
    [DataRow("a@1=1", DisplayName = "system begins with a digit")]
    [DataRow("rojo=a=b", DisplayName = "equals sign in a value")]
    [DataRow("rojo=\u00e9", DisplayName = "not ASCII")]
    public void Unsound_tracestate_is_left_out_and_the_trace_kept(string state) => Assert.AreEqual(new TraceContext(Parent, null), TraceContext.Read(Parent, state));

    [TestMethod]
    public void Tracestate_of_any_length_is_no_way_to_fill_the_log()
    {
        Assert.IsNotNull(TraceContext.Read(Parent, Members(2))!.State);
        Assert.IsNull(TraceContext.Read(Parent, Members(3))!.State);
    }

    private static string Members(int count) => string.Join(",", Enumerable.Range(0, count).Select(i => $"k{i}={new string('v', 250)}"));
}
