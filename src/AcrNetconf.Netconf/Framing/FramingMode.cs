namespace AcrNetconf.Netconf.Framing;

/// <summary>How messages are delimited on the wire (RFC 6242 §4).</summary>
public enum FramingMode
{
    /// <summary>Every message ends with <c>]]&gt;]]&gt;</c>: base:1.0, and both hellos always (RFC 6242 §4.3).</summary>
    EndOfMessage,

    /// <summary>Length-prefixed chunks: base:1.1 after the hellos (RFC 6242 §4.2).</summary>
    Chunked,
}
