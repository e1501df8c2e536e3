using System.Text;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.UnitTests.Netconf.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Netconf.Sessions;

[TestClass]
public sealed class NetconfSessionTests
{
    private const string ReplyStart = $"<rpc-reply xmlns=\"{NetconfText.Base}\"";

    private readonly FakeTimeProvider _time = new();

    private ScriptedProcessor Processor { get; set; } = new();

    private NetconfServer? Server { get; set; }

    [TestMethod]
    [TestProperty("row", "C-01")]
    [TestProperty("row", "C-32")]
    [TestProperty("row", "C-33")]
    [TestProperty("row", "6241-8.1")]
    public async Task Server_sends_its_hello_before_it_has_seen_the_clients()
    {
        var channel = Start(out _);
        var hello = await channel.ReceiveAsync(NetconfText.End);
        Assert.StartsWith($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hello xmlns=\"{NetconfText.Base}\"><capabilities>", hello);
        StringAssert.Contains(hello, "<capability>urn:x?a=1&amp;b=2</capability>");
        Assert.EndsWith("</capabilities><session-id>1</session-id></hello>" + NetconfText.End, hello);
    }

    [TestMethod]
    [TestProperty("row", "B-05")]
    [TestProperty("row", "C-02")]
    [TestProperty("row", "C-04")]
    [TestProperty("row", "6242-4.1")]
    public async Task Base11_peers_switch_to_chunks_even_when_the_first_rpc_shares_a_segment_with_the_hello()
    {
        var channel = Start(out _);
        await channel.SendAsync("\n<?xml version='1.0'?>" + NetconfText.Hello11 + NetconfText.End + NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        await channel.ReceiveAsync(NetconfText.End);
        Assert.AreEqual($"{ReplyStart} message-id=\"1\"><ok/></rpc-reply>", NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks)));
    }

    [TestMethod]
    [TestProperty("row", "6242-4.3")]
    [TestProperty("row", "C-33")]
    public async Task Base10_peer_keeps_the_end_marker()
    {
        var channel = await OpenAsync(NetconfText.Hello10);
        await channel.SendAsync(NetconfText.Rpc("<ok/>", "a&amp;b") + NetconfText.End);
        Assert.AreEqual($"{ReplyStart} message-id=\"a&amp;b\"><ok/></rpc-reply>{NetconfText.End}", await channel.ReceiveAsync(NetconfText.End));
    }

    [TestMethod]
    [DataRow("<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1'><get/></rpc>", DisplayName = "rpc before hello")]
    [DataRow("<hello xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities><session-id>4</session-id></hello>", DisplayName = "session-id from a client")]
    [DataRow("<hello xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><capabilities><capability>urn:other</capability></capabilities></hello>", DisplayName = "no common version")]
    [DataRow("<hello><capabilities/></hello>", DisplayName = "no namespace")]
    [DataRow("hello", DisplayName = "no XML")]
    [DataRow("<!DOCTYPE hello><hello/>", DisplayName = "DTD")]
    [TestProperty("row", "B-04")]
    [TestProperty("row", "6241-8.1")]
    public async Task Bad_hello_ends_the_session_without_a_reply(string hello)
    {
        var channel = Start(out var run);
        await channel.SendAsync(hello + NetconfText.End);
        await run;
        var sent = await channel.ReceiveAllAsync();
        Assert.EndsWith("</hello>" + NetconfText.End, sent);
        Assert.AreEqual(SessionEndReason.BadHello, Processor.Ended.Single().Reason);
        Assert.AreEqual(1, Server!.Sessions.BadHellos);
    }

    [TestMethod]
    public async Task White_space_inside_a_capability_does_not_hide_it()
    {
        var channel = await OpenAsync(NetconfText.Hello11.Replace("<capability>", "<capability>\n  ", StringComparison.Ordinal));
        Assert.IsTrue(Server!.Sessions.Find(1)!.IsBase11);
        await channel.CloseAsync();
    }

    [TestMethod]
    [TestProperty("row", "C-05")]
    [TestProperty("row", "6241-4.5")]
    public async Task Pipelined_requests_are_answered_in_order_with_one_reply_each_also_after_errors()
    {
        var channel = await OpenAsync();
        var names = Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? "fail" : i % 3 == 1 ? "ok" : "throw").ToArray();
        await channel.SendAsync(string.Concat(names.Select((name, i) => NetconfText.Chunk(NetconfText.Rpc($"<{name}/>", $"id {i}")))));
        for (var i = 0; i < names.Length; i++)
        {
            var reply = NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks));
            StringAssert.Contains(reply, $"message-id=\"id {i}\"");
            Assert.AreEqual(names[i] == "ok", reply.Contains("<ok/>"), reply);
        }

        Assert.AreEqual((200L, 133L), (Server!.Sessions.Totals.InRpcs + 66, Server.Sessions.Totals.OutRpcErrors));
    }

    [TestMethod]
    [DataRow("throw")]
    [DataRow("throw-late")]
    public async Task Fault_of_the_server_answers_operation_failed_and_keeps_the_session(string operation)
    {
        var channel = await OpenAsync();
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc($"<{operation}/>", "9")) + NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        var reply = NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks));
        StringAssert.Contains(reply, "message-id=\"9\"><rpc-error><error-type>application</error-type><error-tag>operation-failed</error-tag>");
        StringAssert.Contains(await channel.ReceiveAsync(NetconfText.EndOfChunks), "<ok/>");
    }

    [TestMethod]
    [TestProperty("row", "B-03")]
    public async Task Malformed_message_is_told_to_a_base11_peer_and_has_no_effect()
    {
        var channel = await OpenAsync();
        await channel.SendAsync(NetconfText.Chunk("<rpc") + NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        StringAssert.Contains(await channel.ReceiveAsync(NetconfText.EndOfChunks), "<error-tag>malformed-message</error-tag>");
        StringAssert.Contains(await channel.ReceiveAsync(NetconfText.EndOfChunks), "<ok/>");
        Assert.AreEqual(1, Server!.Sessions.Find(1)!.Counters.InBadRpcs);
    }

    [TestMethod]
    [TestProperty("row", "B-03")]
    public async Task Malformed_message_ends_a_base10_session()
    {
        var channel = await OpenAsync(NetconfText.Hello10, out var run);
        await channel.SendAsync("<rpc" + NetconfText.End);
        await run;
        Assert.AreEqual("", await channel.ReceiveAllAsync());
        Assert.AreEqual(SessionEndReason.Other, Processor.Ended.Single().Reason);
    }

    [TestMethod]
    [DataRow("\n#0\n", DisplayName = "bad chunk size")]
    [DataRow("<rpc/>]]>]]>", DisplayName = "end marker on a chunked session")]
    [TestProperty("row", "B-06")]
    [TestProperty("row", "6242-4.2")]
    public async Task Wrong_framing_ends_the_session_without_a_reply(string bytes)
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run);
        await channel.SendAsync(bytes);
        await run;
        Assert.AreEqual("", await channel.ReceiveAllAsync());
        Assert.AreEqual(0, Processor.Seen.Count(s => s != "started"));
    }

    [TestMethod]
    public async Task Oversize_message_is_told_once_and_ends_the_session()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run, new SessionLimits { MaxMessageBytes = 5000 });
        await channel.SendAsync("\n#5001\n<rpc");
        await run;
        var reply = NetconfText.Unchunk(await channel.ReceiveAllAsync());
        StringAssert.Contains(reply, "<error-type>transport</error-type><error-tag>too-big</error-tag>");
        StringAssert.Contains(reply, "5000 bytes");
    }

    [TestMethod]
    [TestProperty("row", "B-10")]
    [TestProperty("row", "C-16")]
    [TestProperty("row", "6241-7.8")]
    public async Task Close_session_is_answered_and_later_requests_are_not_read()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run);
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<close-session/>")) + NetconfText.Chunk(NetconfText.Rpc("<ok/>", "2")));
        await run;
        var sent = await channel.ReceiveAllAsync();
        StringAssert.Contains(sent, "<ok/>");
        Assert.IsFalse(sent.Contains("message-id=\"2\""));
        Assert.AreEqual((1u, SessionEndReason.Closed), Processor.Ended.Single());
        Assert.IsNull(channel.AbortReason);
        Assert.AreEqual(0, Server!.Sessions.Count);
    }

    [TestMethod]
    public async Task Lost_connection_ends_the_session_in_the_middle_of_an_operation()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run);
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<wait/>")));
        await Processor.Waiting.Task;
        channel.Lose();
        await run;
        Assert.AreEqual(SessionEndReason.Dropped, Processor.Ended.Single().Reason);
    }

    [TestMethod]
    public async Task Peer_that_closes_its_side_ends_the_session()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run);
        await channel.SendAsync("\n");
        await channel.CloseAsync();
        await run;
        Assert.AreEqual(SessionEndReason.Dropped, Processor.Ended.Single().Reason);
    }

    [TestMethod]
    public async Task Kill_ends_the_session_and_its_operation()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run);
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<wait/>")));
        await Processor.Waiting.Task;
        Server!.Sessions.Find(1)!.Kill(by: 9);
        await run;
        Assert.AreEqual(SessionEndReason.Killed, Processor.Ended.Single().Reason);
        Assert.AreEqual("killed by session 9", channel.AbortReason);
    }

    [TestMethod]
    public async Task Silent_peer_is_cut_after_the_hello_timeout()
    {
        var channel = Start(out var run, new SessionLimits { HelloTimeout = TimeSpan.FromSeconds(30) });
        await channel.ReceiveAsync(NetconfText.End);
        await AdvanceUntil(run, TimeSpan.FromSeconds(30));
        Assert.AreEqual("no hello within 30 s", channel.AbortReason);
        Assert.AreEqual(SessionEndReason.Timeout, Processor.Ended.Single().Reason);
    }

    [TestMethod]
    public async Task Idle_session_is_cut_and_a_request_starts_the_wait_anew()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run, new SessionLimits { IdleTimeout = TimeSpan.FromSeconds(100) });

        // Once it has answered, it has taken the hello, whose wait is shorter.
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        await channel.ReceiveAsync(NetconfText.EndOfChunks);
        _time.Advance(TimeSpan.FromSeconds(99));
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        await channel.ReceiveAsync(NetconfText.EndOfChunks);
        _time.Advance(TimeSpan.FromSeconds(99));
        Assert.IsFalse(run.IsCompleted);
        await AdvanceUntil(run, TimeSpan.FromSeconds(2));
        Assert.AreEqual("idle for 100 s", channel.AbortReason);
    }

    [TestMethod]
    public async Task Idle_session_that_waits_already_meets_new_limits()
    {
        var limits = new SessionLimits { IdleTimeout = TimeSpan.FromSeconds(100) };
        var channel = await OpenAsync(NetconfText.Hello11, out var run, limits);
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        await channel.ReceiveAsync(NetconfText.EndOfChunks);
        Server!.Limits = limits with { IdleTimeout = TimeSpan.FromSeconds(300) }; // the session came through it
        _time.Advance(TimeSpan.FromSeconds(200));
        Assert.IsFalse(run.IsCompleted, "longer");
        Server.Limits = limits with { IdleTimeout = TimeSpan.FromSeconds(10) };
        await AdvanceUntil(run, TimeSpan.FromSeconds(10));
        Assert.AreEqual("idle for 10 s", channel.AbortReason, "shorter");
    }

    [TestMethod]
    public async Task Peer_that_does_not_read_is_cut()
    {
        Processor = new ScriptedProcessor { BigBytes = 3_000_000 };
        var channel = await OpenAsync(NetconfText.Hello11, out var run, new SessionLimits { WriteTimeout = TimeSpan.FromSeconds(60) });
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<big/>")));
        await AdvanceUntil(run, TimeSpan.FromSeconds(60));
        Assert.AreEqual("the peer read nothing for 60 s", channel.AbortReason);
    }

    [TestMethod]
    [TestProperty("row", "5277-6")]
    public async Task Notifications_go_out_between_replies_and_stop_the_idle_timeout()
    {
        var channel = await OpenAsync(NetconfText.Hello11, out var run);
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<subscribe/>")));
        await channel.ReceiveAsync(NetconfText.EndOfChunks);
        var session = Server!.Sessions.Find(1)!;
        for (var i = 0; i < 3; i++)
        {
            Assert.IsTrue(session.Post(new OutboxItem(Encoding.ASCII.GetBytes($"<notification>{i}</notification>"))));
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual($"<notification>{i}</notification>", NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks)));
        }

        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<ok/>")));
        StringAssert.Contains(await channel.ReceiveAsync(NetconfText.EndOfChunks), "<ok/>");
        _time.Advance(TimeSpan.FromDays(2));
        Assert.IsFalse(run.IsCompleted);
        Assert.AreEqual(3, session.Counters.OutNotifications);
    }

    [TestMethod]
    public async Task Limits_on_sessions_are_per_server_and_per_user()
    {
        Server = new NetconfServer(Processor, new SessionRegistry(), new EventStream(0, _time), new SessionLimits { MaxSessions = 3, MaxSessionsPerUser = 2 }, _time, NullLogger.Instance);
        PipeChannel[] channels = [new("a"), new("a"), new("a"), new("b"), new("b")];
        var runs = channels.Select(c => Server.OnSessionAsync(c)).ToArray();
        Assert.AreEqual("the limit of 2 sessions of one user is reached", channels[2].AbortReason);
        Assert.AreEqual("the limit of 3 sessions is reached", channels[4].AbortReason);
        channels[0].Lose();
        await runs[0];
        var again = new PipeChannel("a");
        _ = Server.OnSessionAsync(again);
        StringAssert.Contains(await again.ReceiveAsync(NetconfText.End), "<session-id>4</session-id>");
    }

    [TestMethod]
    public async Task Stop_ends_all_sessions_and_refuses_new_ones()
    {
        await OpenAsync();
        await Server!.StopAsync();
        Assert.AreEqual(0, Server.Sessions.Count);
        var late = new PipeChannel();
        await Server.OnSessionAsync(late);
        Assert.AreEqual("the server stops", late.AbortReason);
    }

    private async Task AdvanceUntil(Task done, TimeSpan step)
    {
        // The session arms its timer on its own task: give it the processor until time makes it end.
        for (var i = 0; i < 1000 && !done.IsCompleted; i++)
        {
            _time.Advance(step);
            await Task.WhenAny(done, Task.Delay(10));
        }

        await done;
    }

    private PipeChannel Start(out Task run, SessionLimits? limits = null)
    {
        var channel = new PipeChannel();
        Server = new NetconfServer(Processor, new SessionRegistry(), new EventStream(0, _time), limits ?? new SessionLimits(), _time, NullLogger.Instance);
        run = Server.OnSessionAsync(channel);
        return channel;
    }

    private Task<PipeChannel> OpenAsync(string hello = NetconfText.Hello11) => OpenAsync(hello, out _);

    private Task<PipeChannel> OpenAsync(string hello, out Task run, SessionLimits? limits = null) => ShakeAsync(Start(out run, limits), hello);

    private async Task<PipeChannel> ShakeAsync(PipeChannel channel, string hello)
    {
        await channel.ReceiveAsync(NetconfText.End);
        await channel.SendAsync(hello + NetconfText.End);
        for (var i = 0; i < 1000 && !Server!.Sessions.Find(1)!.IsEstablished; i++)
        {
            await Task.Delay(1);
        }

        return channel;
    }
}
