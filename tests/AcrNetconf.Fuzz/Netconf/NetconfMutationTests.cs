using System.Buffers;
using System.Text;
using System.Xml;
using AcrNetconf.Netconf.Framing;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Fuzz.Netconf;

/// <summary>Damaged framing, envelopes and hellos: whatever comes in, the answer is a message, a framing fault or an rpc error, nothing else.</summary>
[TestClass]
public sealed class NetconfMutationTests
{
    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private static readonly string[] Messages =
    [
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><rpc xmlns=\"{Base}\" xmlns:a=\"urn:a\" message-id=\"1\" a:b='c'><get-config><source><running/></source><filter type=\"subtree\"><x xmlns='urn:x'>é</x></filter></get-config></rpc>",
        $"<rpc message-id='2' xmlns='{Base}'><edit-config><target><candidate/></target><config><!-- c --><t xmlns='urn:t'><![CDATA[<&>]]>&#233;&lt;</t></config></edit-config></rpc>",
        $"<hello xmlns=\"{Base}\"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>",
        $"<nc:rpc xmlns:nc='{Base}' message-id='3'><nc:close-session/></nc:rpc>",
    ];

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("ACR_FUZZ_SEED"), out var seed) ? seed : 20260131;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("ACR_FUZZ_ROUNDS"), out var rounds) ? rounds : 20_000;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Damaged_streams_give_the_same_messages_and_the_same_fault_however_they_are_cut(bool isChunked)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds / 4; round++)
        {
            var bytes = Mutate(Stream(isChunked, random), random);
            var whole = ReadAll(isChunked, bytes, bytes.Length);
            var cut = ReadAll(isChunked, bytes, 1 + random.Next(40));
            Assert.AreEqual(whole, cut, $"seed {Seed} round {round}: {Convert.ToHexString(bytes)}");
        }
    }

    [TestMethod]
    public void Damaged_messages_give_a_request_or_one_error()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(Encoding.UTF8.GetBytes(Messages[random.Next(Messages.Length)]), random);
            try
            {
                if (RpcReader.TryRead(bytes, 50, out _, out var request, out var error))
                {
                    using (request)
                    {
                        request.ReadToEnd();
                    }
                }
                else
                {
                    Assert.IsFalse(error.Message.Contains('\n'));
                }

                if (!HelloMessage.TryRead(bytes, 50, out _, out var refusal))
                {
                    Assert.AreNotEqual("", refusal);
                }
            }
            catch (XmlException)
            {
                // The rest of a request may turn out malformed; the session answers that.
            }
            catch (Exception e) when (e is not AssertFailedException)
            {
                Assert.Fail($"seed {Seed} round {round}: {Convert.ToHexString(bytes)}: {e}");
            }
        }
    }

    private static byte[] Stream(bool isChunked, Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var message = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Messages[random.Next(Messages.Length)]));
            if (!isChunked)
            {
                text.Append(message).Append("]]>]]>");
                continue;
            }

            for (var at = 0; at < message.Length;)
            {
                var size = Math.Min(message.Length - at, random.Next(1, 200));
                text.Append("\n#").Append(size).Append('\n').Append(message, at, size);
                at += size;
            }

            text.Append("\n##\n");
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var i = random.Next(4); i > 0 && list.Count > 1; i--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(5))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list.RemoveAt(at);
                    break;
                case 2:
                    list.Insert(at, "<>&;#\n]0\"'!"u8[random.Next(11)]);
                    break;
                case 3:
                    list.RemoveRange(at, Math.Min(random.Next(30), list.Count - at));
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, Math.Min(random.Next(30), list.Count - at)));
                    break;
            }
        }

        return [.. list];
    }

    private static string ReadAll(bool isChunked, byte[] bytes, int piece)
    {
        using var frames = new FrameReader { MaxMessageBytes = 4000, Mode = isChunked ? FramingMode.Chunked : FramingMode.EndOfMessage };
        var result = new StringBuilder();
        try
        {
            for (var at = 0; at < bytes.Length; at += piece)
            {
                var input = new ReadOnlySequence<byte>(bytes, at, Math.Min(piece, bytes.Length - at));
                while (frames.TryRead(ref input, out var message))
                {
                    result.Append(Convert.ToHexString(message.Span)).Append(' ');
                }
            }

            return result.Append(frames.IsBetweenMessages ? "end" : "inside").ToString();
        }
        catch (FramingException e)
        {
            return result.Append(e.IsTooBig ? "too big" : e.Message).ToString();
        }
    }
}
