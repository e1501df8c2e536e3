namespace AcrNetconf.Netconf.Framing;

/// <summary>The byte stream can no longer be cut into messages; the session has to end (RFC 6242 §4.2). Caught in one place, the session.</summary>
public sealed class FramingException : Exception
{
    /// <param name="message">One sentence: what was found and what was expected.</param>
    /// <param name="isTooBig">True when the bytes were well framed but exceed the message size limit.</param>
    public FramingException(string message, bool isTooBig = false)
        : base(message) => IsTooBig = isTooBig;

    /// <summary>True when a message exceeds the size limit; the peer is then told <c>too-big</c> before the end.</summary>
    public bool IsTooBig { get; }
}
