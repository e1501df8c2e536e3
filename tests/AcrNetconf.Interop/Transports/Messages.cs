using System.Text;

namespace AcrNetconf.Interop.Transports;

/// <summary>NETCONF messages as a client by hand would type them.</summary>
internal static class Messages
{
    public const string End = "]]>]]>";

    public static string Hello(string version)
        => $"<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>urn:ietf:params:netconf:base:{version}</capability></capabilities></hello>{End}";

    public static string Rpc(int id, string operation) => Bare(id, operation) + End;

    public static string Chunk(int id, string operation)
    {
        string message = Bare(id, operation);
        return $"\n#{Encoding.UTF8.GetByteCount(message)}\n{message}\n##\n";
    }

    private static string Bare(int id, string operation) => $"<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"{id}\">{operation}</rpc>";
}
