using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>Walks the parameters of an operation in whatever order they come, collecting what is wrong with them.</summary>
/// <remarks>
/// After <see cref="Next"/> the reader stands on a parameter's start tag; every way of taking it leaves the reader behind its end.
/// Attributes without namespace are unknown unless allowed; foreign ones (trace context, transaction ids) are none of our business.
/// </remarks>
internal sealed class ParameterReader
{
    private readonly List<RpcError> _errors;
    private readonly string _operation;
    private readonly string _namespace;
    private readonly int _depth;
    private readonly HashSet<string> _seen = [];
    private bool _started;

    public ParameterReader(XmlReader reader, List<RpcError> errors)
    {
        Reader = reader;
        _errors = errors;
        _operation = reader.LocalName;
        _namespace = reader.NamespaceURI;
        _depth = reader.Depth;
        CheckAttributes(ErrorType.Protocol);
    }

    /// <summary>A parameter that may be given more than once.</summary>
    public string? Repeatable { get; init; }

    /// <summary>Stands on the parameter, for parameters read as a stream.</summary>
    public XmlReader Reader { get; }

    /// <summary>Local name of the parameter.</summary>
    public string Name => Reader.LocalName;

    /// <summary>True when the parameter is in the namespace of its operation.</summary>
    public bool IsOwn => Reader.NamespaceURI == _namespace;

    /// <summary>True when the parameter is in the namespace of its operation, or in none.</summary>
    public bool IsOwnOrNone => IsOwn || Reader.NamespaceURI.Length == 0;

    /// <summary>True when the parameter is in the base namespace, or in none: generated XML loses the namespace of config and filter.</summary>
    public bool IsBaseOrNone => Reader.NamespaceURI is NetconfNames.Base or "";

    /// <summary>Moves to the next parameter; false at the end of the operation.</summary>
    /// <param name="attributes">Attribute names without namespace the parameter may have.</param>
    public bool Next(params ReadOnlySpan<string> attributes)
    {
        if (!_started)
        {
            _started = true;
            if (Reader.IsEmptyElement)
            {
                return false;
            }

            Reader.Read();
        }

        while (Reader.Depth > _depth)
        {
            if (Reader.NodeType == XmlNodeType.Element)
            {
                CheckRepetition();
                CheckAttributes(ErrorType.Protocol, attributes);
                return true;
            }

            if (Reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                _errors.Add(RpcError.BadElement(ErrorType.Protocol, _operation, $"{_operation}: expected parameters, found text"));
            }

            Reader.Read();
        }

        return false;
    }

    /// <summary>The text of the parameter, trimmed; elements inside are reported.</summary>
    public string ReadText()
    {
        var name = Name;
        var text = "";
        if (!Reader.IsEmptyElement)
        {
            var depth = Reader.Depth;
            while (Reader.Read() && Reader.Depth > depth)
            {
                if (Reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    text += Reader.Value;
                }
                else if (Reader.NodeType == XmlNodeType.Element)
                {
                    Report(RpcError.UnknownElement(ErrorType.Protocol, Reader.LocalName, $"{_operation}: {name} holds a value, found element {Reader.LocalName}"), name);
                    Reader.Skip();
                }
            }
        }

        Reader.Read();
        return text.Trim();
    }

    /// <summary>A parameter that is there or not.</summary>
    public bool ReadPresence()
    {
        var name = Name;
        if (ReadText().Length > 0)
        {
            Report(RpcError.BadElement(ErrorType.Protocol, name, $"{_operation}: {name} takes no value"), name);
        }

        return true;
    }

    /// <summary>One of a few words; null and an error for any other.</summary>
    public T? ReadChoice<T>(params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        var name = Name;
        var text = ReadText();
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }

            words.Add(word);
        }

        Report(RpcError.InvalidValue(ErrorType.Protocol, $"{_operation}: {name} is one of {string.Join(", ", words)}, got \"{text}\""), name);
        return null;
    }

    /// <summary>A whole number from 1 up; null and an error for anything else.</summary>
    /// <param name="number">What it is, for the message, e.g. <c>a whole number of seconds</c>.</param>
    public uint? ReadPositive(string number)
    {
        var name = Name;
        var text = ReadText();
        if (uint.TryParse(text, System.Globalization.NumberStyles.None, null, out var value) && value > 0)
        {
            return value;
        }

        Report(RpcError.InvalidValue(ErrorType.Protocol, $"{name} must be {number}, 1 to {uint.MaxValue}, got {text}"), name);
        return null;
    }

    /// <summary>Reports and skips a parameter this operation does not have.</summary>
    public void Unknown()
    {
        var name = Name;
        Report(
            IsBaseOrNone || IsOwn
                ? RpcError.UnknownElement(ErrorType.Protocol, name, $"{_operation} has no parameter {name}")
                : RpcError.UnknownNamespace(ErrorType.Protocol, name, Reader.NamespaceURI, $"{_operation} has no parameter {name} in namespace '{Reader.NamespaceURI}'"),
            name);
        Reader.Skip();
    }

    /// <summary>Reports a mandatory parameter that is not there.</summary>
    public void Missing(string name)
        => Report(RpcError.MissingElement(ErrorType.Protocol, name, $"{_operation}: {name} is missing"), name);

    /// <summary>Reports an error about a parameter.</summary>
    public void Report(RpcError error, string? parameter = null)
        => _errors.Add(parameter is null || _namespace != NetconfNames.Base || error.Path is not null
            ? error
            : error with { Path = ErrorPaths.ForParameter(_operation, parameter) });

    private void CheckRepetition()
    {
        if (!_seen.Add(Name) && Name != Repeatable)
        {
            Report(RpcError.BadElement(ErrorType.Protocol, Name, $"{_operation}: {Name} is given twice"), Name);
        }
    }

    private void CheckAttributes(ErrorType type, params ReadOnlySpan<string> allowed)
    {
        var element = Reader.LocalName;
        while (Reader.MoveToNextAttribute())
        {
            if (Reader.NamespaceURI.Length == 0 && !allowed.Contains(Reader.LocalName))
            {
                _errors.Add(RpcError.UnknownAttribute(type, Reader.LocalName, element, $"{element} has no attribute {Reader.LocalName}"));
            }
        }

        Reader.MoveToElement();
    }
}
