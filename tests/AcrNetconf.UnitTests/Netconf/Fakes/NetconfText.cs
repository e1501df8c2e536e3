namespace AcrNetconf.UnitTests.Netconf.Fakes;

/// <summary>Messages as clients write them.</summary>
internal static class NetconfText
{
    public const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";
    public const string End = "]]>]]>";
    public const string EndOfChunks = "\n##\n";

    public const string Hello10 = $"<hello xmlns=\"{Base}\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>";

    public const string Hello11 = $"<hello xmlns=\"{Base}\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability>"
        + "<capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>";

    public static string Rpc(string body, string id = "1") => $"<rpc xmlns=\"{Base}\" message-id=\"{id}\">{body}</rpc>";

    public static string Chunk(string message) => $"\n#{System.Text.Encoding.UTF8.GetByteCount(message)}\n{message}\n##\n";

    /// <summary>Takes the chunk headers out of one chunked message.</summary>
    public static string Unchunk(string chunked)
    {
        var text = "";
        var at = 0;
        while (!chunked.AsSpan(at).StartsWith(EndOfChunks))
        {
            Assert.AreEqual("\n#", chunked.Substring(at, 2));
            var line = chunked.IndexOf('\n', at + 2);
            var size = int.Parse(chunked.AsSpan(at + 2, line - at - 2));
            text += chunked.Substring(line + 1, size);
            at = line + 1 + size;
        }

        return text;
    }
}
