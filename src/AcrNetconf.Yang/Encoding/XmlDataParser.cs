using System.Collections.Immutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Reads instance data in XML, guided by the schema. Recursion is as deep as the schema, not as the document.</summary>
internal sealed class XmlDataParser : DataParser
{
    private readonly XmlReader _reader;
    private readonly XmlAttributePolicy? _policy;
    private readonly XmlPrefixes _declarations;
    private readonly IPrefixResolver _prefixes;
    private readonly char[] _chunk = new char[512];
    private readonly StringBuilder _text = new();

    public XmlDataParser(XmlReader reader, SchemaContext context, ReadOptions options, IDataSink sink, XmlAttributePolicy? policy)
        : base(context, options, sink)
    {
        _reader = reader;
        _policy = policy;
        _declarations = new XmlPrefixes(reader, context);
        _prefixes = options.Prefixes ?? _declarations;
    }

    /// <summary>Reads the element the reader stands on as the content of a branch, and goes past its end.</summary>
    public void ReadContent(SchemaBranch schema, InstancePath path)
    {
        Enter(schema, [], null);
        Frame.Base = path;
        ReadChildren(ReadElement);
        Exit();
    }

    /// <summary>Reads data nodes down to the one operation or notification they lead to; goes past the end of the element the reader stands on.</summary>
    /// <returns>Where it was found; null when it was not.</returns>
    public (InstancePath Parent, SchemaBranch Found)? ReadNested(Func<SchemaNode, bool> isWanted)
    {
        Push(Context.Root);
        Frame.Base = InstancePath.Root;
        var found = ReadLevel(isWanted);
        if (found is null && !HasViolations)
        {
            Report(null, "missing-element", "no operation or notification was found", Info("bad-element", _reader.LocalName));
        }

        Pop();
        return found is { } nested ? (nested.Parent.Path(), nested.Schema) : null;
    }

    private (ReadFrame Parent, SchemaBranch Schema)? ReadLevel(Func<SchemaNode, bool> isWanted)
    {
        (ReadFrame Parent, SchemaBranch Schema)? found = null;
        ReadChildren(() =>
        {
            var (name, @namespace) = (_reader.LocalName, _reader.NamespaceURI);
            var target = Frame.Schema.Children.FirstOrDefault(
                node => node is OperationSchema or NotificationSchema && node.Name == name && node.Module.Namespace == @namespace);
            if (target is not null && isWanted(target))
            {
                if (found is not null)
                {
                    ReportExtra(target);
                    return;
                }

                Frame.Pin();
                found = (Frame, (SchemaBranch)target);
                var content = target is OperationSchema operation ? operation.Input : (SchemaBranch)target;
                Enter(content, [], null);
                ReadChildren(ReadElement);
                Exit();
                return;
            }

            switch (FindChild(@namespace, name))
            {
                case null:
                    ReportUnknown(@namespace, name);
                    _reader.Skip();
                    break;
                case LeafSchema { IsKey: true } key:
                    ReadLeaf(key, ReadAttributes(key));
                    break;
                case SchemaBranch branch when found is null:
                    ReadAttributes(branch);
                    Push(branch);
                    found = ReadLevel(isWanted);
                    Pop();
                    break;
                case { } other:
                    ReportExtra(other);
                    break;
            }
        });
        return found;
    }

    private void ReportExtra(SchemaNode node)
    {
        Report(new InstanceStep(node), "bad-element", "only key leafs and one way down may stand here", Info("bad-element", node.Name));
        _reader.Skip();
    }

    private void ReadChildren(Action readElement)
    {
        if (_reader.IsEmptyElement)
        {
            _reader.Read();
            return;
        }

        _reader.Read();
        while (true)
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    readElement();
                    break;
                case XmlNodeType.EndElement:
                    _reader.Read();
                    return;
                case XmlNodeType.Text or XmlNodeType.CDATA when !IsBlank(_reader.Value):
                    ReportText();
                    _reader.Read();
                    break;
                default:
                    if (!_reader.Read())
                    {
                        return;
                    }

                    break;
            }
        }
    }

    private void ReadElement()
    {
        var (name, @namespace) = (_reader.LocalName, _reader.NamespaceURI);
        var child = FindChild(@namespace, name);
        if (child is null)
        {
            ReportUnknown(@namespace, name);
            _reader.Skip();
            return;
        }

        if (!CheckContent(child))
        {
            _reader.Skip();
            return;
        }

        var attributes = ReadAttributes(child);
        switch (child)
        {
            case LeafSchema leaf:
                ReadLeaf(leaf, attributes);
                break;
            case LeafListSchema leafList:
                ReadLeafList(leafList, attributes);
                break;
            case AnydataSchema anydata:
                ReadAnydata(anydata, attributes);
                break;
            default:
                Enter((SchemaBranch)child, attributes, Kept(attributes));
                ReadChildren(ReadElement);
                Exit();
                break;
        }
    }

    private void ReadLeaf(LeafSchema leaf, ImmutableArray<DataAttribute> attributes)
    {
        var kept = Kept(attributes);
        var mayLackValue = MayLackValue(leaf, attributes);
        if (!TryReadText(leaf, out var text, out var chunk))
        {
            // Reported; the leaf counts as present.
            TakeLeaf(leaf, null, _prefixes, attributes, kept);
        }
        else if (text is null && !IsTagged(attributes) && Frame.Caches[leaf.Ordinal].TryGet(chunk, out var node))
        {
            TakeLeaf(leaf, node, attributes, kept);
        }
        else
        {
            text ??= chunk.ToString();
            if (!IsUnsetByTag(leaf, text, attributes))
            {
                TakeLeaf(leaf, mayLackValue && IsBlank(text) ? null : text, _prefixes, attributes, kept);
            }
        }

        _reader.Read();
    }

    /// <summary>True when the leaf is tagged as being at its default: then it is not there, or has been reported for another value.</summary>
    private bool IsUnsetByTag(LeafSchema leaf, string text, ImmutableArray<DataAttribute> attributes)
    {
        if (!IsTagged(attributes) || !leaf.Type.TryParse(text, _prefixes, out var value, out _))
        {
            return false;
        }

        if (leaf.Default != value)
        {
            Report(new InstanceStep(leaf), "invalid-value", $"\"{value}\" is tagged wd:default but is not the default", []);
        }

        return true;
    }

    private bool IsTagged(ImmutableArray<DataAttribute> attributes)
    {
        if (Options.DropsTaggedDefaults)
        {
            foreach (var attribute in attributes)
            {
                if (attribute is { Namespace: "urn:ietf:params:xml:ns:netconf:default:1.0", Name: "default", Value: "true" or "1" })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void ReadLeafList(LeafListSchema leafList, ImmutableArray<DataAttribute> attributes)
    {
        var kept = Kept(attributes);
        var mayLackValue = MayLackValue(leafList, attributes);
        if (TryReadText(leafList, out var text, out var chunk))
        {
            text ??= chunk.ToString();
            TakeLeafList(leafList, mayLackValue && IsBlank(text) ? null : text, _prefixes, attributes, kept);
        }

        _reader.Read();
    }

    /// <summary>Reads the text of an element and stops on its end (or on the empty element), where its prefixes still mean something.</summary>
    /// <param name="schema">The leaf, for violations.</param>
    /// <param name="text">The text when it was long or came in pieces; else null.</param>
    /// <param name="chunk">The text when <paramref name="text"/> is null; good until the next read.</param>
    private bool TryReadText(SchemaNode schema, out string? text, out ReadOnlySpan<char> chunk)
    {
        text = null;
        chunk = default;
        if (_reader.IsEmptyElement)
        {
            return true;
        }

        _reader.Read();
        if (_reader.NodeType == XmlNodeType.EndElement)
        {
            return true;
        }

        if (_reader.NodeType == XmlNodeType.Text && _reader.CanReadValueChunk)
        {
            var length = _reader.ReadValueChunk(_chunk, 0, _chunk.Length);
            if (length < _chunk.Length && _reader.ReadValueChunk(_chunk, length, 1) == 0)
            {
                _reader.Read();
                if (_reader.NodeType == XmlNodeType.EndElement)
                {
                    chunk = _chunk.AsSpan(0, length);
                    return true;
                }

                _text.Append(_chunk, 0, length);
            }
            else
            {
                // The character asked for to see whether there is more follows what was read.
                _text.Append(_chunk, 0, length == _chunk.Length ? length : length + 1);
            }
        }

        return TryReadPieces(schema, out text);
    }

    private bool TryReadPieces(SchemaNode schema, out string? text)
    {
        var isGood = true;
        while (_reader.NodeType != XmlNodeType.EndElement)
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    _text.Append(_reader.Value);
                    break;
                case XmlNodeType.Element:
                    Report(new InstanceStep(schema), "unknown-element", $"element {_reader.LocalName} stands inside a leaf", Info("bad-element", _reader.LocalName));
                    isGood = false;
                    _reader.Skip();
                    continue;
                default:
                    break;
            }

            if (!_reader.Read())
            {
                break;
            }
        }

        text = _text.ToString();
        _text.Clear();
        return isGood;
    }

    private void ReadAnydata(AnydataSchema anydata, ImmutableArray<DataAttribute> attributes)
    {
        var kept = Kept(attributes);
        var content = XmlAnydata.Read(_reader, Options.MaxDepth, out var isTooDeep);
        if (isTooDeep)
        {
            Report(new InstanceStep(anydata), "too-big", $"its elements are nested deeper than {Options.MaxDepth}", []);
        }
        else if (!anydata.IsAnyxml && content.Nodes().OfType<XText>().Any(text => !IsBlank(text.Value)))
        {
            // RFC 7950 §7.10: it holds data nodes; anyxml may hold text.
            Report(new InstanceStep(anydata), "bad-element", "text stands where data nodes should", Info("bad-element", anydata.Name));
        }

        if (!Sink.Anydata(anydata, content, attributes, kept))
        {
            ReportRepeated(new InstanceStep(anydata));
        }
    }

    private ImmutableArray<DataAttribute> ReadAttributes(SchemaNode node)
    {
        if (!_reader.HasAttributes)
        {
            return [];
        }

        ImmutableArray<DataAttribute>.Builder? all = null;
        while (_reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI is "http://www.w3.org/2000/xmlns/")
            {
                continue;
            }

            var attribute = new DataAttribute(_reader.NamespaceURI, _reader.LocalName, _reader.Value);
            var refusal = _policy is null ? XmlAnnotations.Refusal(attribute, Context) : _policy.Refusal(node, attribute);
            if (refusal is null)
            {
                (all ??= ImmutableArray.CreateBuilder<DataAttribute>()).Add(attribute);
            }
            else
            {
                Report(new InstanceStep(node), "unknown-attribute", refusal, Info("bad-attribute", attribute.Name, "bad-element", node.Name));
            }
        }

        _reader.MoveToElement();
        return all?.DrainToImmutable() ?? [];
    }

    private bool MayLackValue(SchemaNode node, ImmutableArray<DataAttribute> attributes)
        => !attributes.IsEmpty && _policy is not null && _policy.AllowsNoValue(node, attributes);

    private IPrefixResolver? Kept(ImmutableArray<DataAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Namespace == "urn:ietf:params:xml:ns:yang:1")
            {
                return Options.Prefixes ?? _declarations.Snapshot();
            }
        }

        return null;
    }

    private void ReportText()
    {
        if (!Frame.HasReportedText)
        {
            Frame.HasReportedText = true;
            Report(null, "bad-element", $"text stands among its elements: \"{Shortened(_reader.Value)}\"", Info("bad-element", Frame.Schema.Name));
        }
    }

    private static string Shortened(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..40] + "...";
    }

    private static bool IsBlank(string text) => text.AsSpan().IndexOfAnyExcept(" \t\r\n") < 0;
}
