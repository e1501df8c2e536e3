using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AcrNetconf.UnitTests.Netconf.Fakes;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>
/// Protocol cases as files: a directory per case, steps in order of name. <c>NN-S-rpc.xml</c> is an operation sent on session S (opened when
/// first used; the name is also the user's, all but those beginning with "user" are recovery users, those beginning with "private" ask for a private candidate, and those beginning with "called" are the client noc called home), <c>NN-S-message.xml</c> a whole message, <c>NN-S-bytes.txt</c>
/// bytes as they are; the answer is in <c>NN-S-reply.xml</c>. <c>NN-S-notification.xml</c> is what S hears next, <c>NN-S-drop</c> loses its
/// connection, <c>NN-S-end.txt</c> says why the server ended it, <c>NN-wait.txt</c> lets seconds pass, <c>NN-event.xml</c> raises a notification. ACR_UPDATE_EXPECTED=1 rewrites answers.
/// Cases named <c>rfcNNNN-SECTION</c> are the examples of that section, word for word but for what a comment in them says.
/// <c>*.yang</c> are modules served beside the usual ones, <c>operational*.xml</c> what operational has of them (<see cref="FileState"/>).
/// <c>rows.txt</c> names the rows of Rows/table.txt the case proves, <c>features.txt</c> the features of ietf-netconf to switch on (or, with a minus, off), and <c>acr-commit</c> or <c>ietf-netconf-private-candidate</c> for those modules.
/// </summary>
[TestClass]
public sealed partial class NetconfCaseTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("ACR_UPDATE_EXPECTED") == "1";

    internal static string Root => Path.Combine(NetconfHost.Repository, "tests/AcrNetconf.Conformance/Netconf/Cases");

    public static IEnumerable<TestDataRow<string>> Cases
        => Directory.GetDirectories(Root).Order(StringComparer.Ordinal).Select(d => new TestDataRow<string>(Path.GetFileName(d)) { DisplayName = Path.GetFileName(d) });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    [TestProperty("row", "C-03")]
    [TestProperty("row", "C-07")]
    [TestProperty("row", "C-18")]
    public async Task Case(string name)
    {
        var directory = Path.Combine(Root, name);
        var features = Path.Combine(directory, "features.txt");
        await using var host = await NetconfHost.StartAsync(features: File.Exists(features) ? (await File.ReadAllTextAsync(features)).Trim() : "", directory: directory);
        var sessions = new Dictionary<string, PipeChannel>();
        foreach (var file in Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToArray())
        {
            var step = StepName().Match(Path.GetFileName(file));
            if (step.Success)
            {
                await RunAsync(host, sessions, file, step.Groups["number"].Value, step.Groups["session"].Value, step.Groups["verb"].Value);
            }
        }
    }

    private static async Task RunAsync(NetconfHost host, Dictionary<string, PipeChannel> sessions, string file, string number, string session, string verb)
    {
        if (verb == "wait")
        {
            await Task.Delay(20); // what commits left for the worker belongs to the time before
            host.Time.Advance(TimeSpan.FromSeconds(int.Parse(await File.ReadAllTextAsync(file))));
            await Task.Delay(20); // timers fire on the thread pool
            return;
        }

        if (verb == "event")
        {
            using var reader = XmlReader.Create(file, XmlDataReader.Settings);
            reader.MoveToContent();
            var schema = host.Stores.Schema.FindNotification(reader.NamespaceURI, reader.LocalName)!; // a case raises what its modules have
            var read = XmlDataReader.ReadNotification(reader, host.Stores.Schema, schema);
            Assert.IsTrue(read.IsValid, string.Join('\n', read.Violations));
            host.Server.Events.Publish((NotificationNode)read.Node);
            return;
        }

        if (!sessions.TryGetValue(session, out var channel))
        {
            sessions[session] = channel = await host.ConnectAsync(session, isRecovery: !session.StartsWith("user", StringComparison.Ordinal));
        }

        var content = await File.ReadAllTextAsync(file);
        var replyFile = Path.Combine(Path.GetDirectoryName(file)!, $"{number}-{session}-reply.xml");
        switch (verb)
        {
            case "rpc":
                await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc(content.Trim(), int.Parse(number).ToString())));
                Check(replyFile, NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks)));
                break;
            case "message":
                await channel.SendAsync(NetconfText.Chunk(content));
                Check(replyFile, NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks)));
                break;
            case "bytes":
                await channel.SendAsync(content.Replace("\\n", "\n"));
                break;
            case "notification":
                Check(file, NetconfText.Unchunk(await channel.ReceiveAsync(NetconfText.EndOfChunks)));
                break;
            case "drop":
                channel.Lose();
                await EndAsync(host, sessions, session);
                break;
            case "end":
                Assert.AreEqual("", await channel.ReceiveAllAsync(), "the server said something before it ended the session");
                await EndAsync(host, sessions, session);
                break;
            case "reply":
                break;
            default:
                Assert.Fail($"{file}: no such step");
                break;
        }
    }

    private static async Task EndAsync(NetconfHost host, Dictionary<string, PipeChannel> sessions, string session)
    {
        sessions.Remove(session);
        for (var i = 0; i < 500 && host.Server.Sessions.Count > sessions.Count; i++)
        {
            await Task.Delay(2);
        }

        Assert.AreEqual(sessions.Count, host.Server.Sessions.Count, "the session did not end");
    }

    private static void Check(string file, string reply)
    {
        Assert.StartsWith("<", reply, "C-03: nothing before the message");
        Assert.IsTrue(reply.All(c => c is >= ' ' and < '\x7f' or '\n' or '\t'), "C-07: ASCII only");
        Assert.IsFalse(Prefixed().IsMatch(reply), "C-18: no prefixes");
        var actual = XElement.Parse(reply).ToString() + "\n";
        if (Update)
        {
            File.WriteAllText(file, actual);
            return;
        }

        Assert.AreEqual(File.ReadAllText(file), actual, Path.GetFileName(file));
    }

    [GeneratedRegex(@"<[A-Za-z-]+:")]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"^(?<number>\d+)-((?<session>[a-z]+)-)?(?<verb>rpc|message|bytes|notification|drop|end|wait|event|reply)(\.[a-z]+)?$")]
    private static partial Regex StepName();
}
