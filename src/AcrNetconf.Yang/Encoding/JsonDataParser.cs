using System.Globalization;
using System.Text.Json;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Reads instance data in JSON. Every method starts on the first token of a value and stops on its last.</summary>
internal sealed class JsonDataParser : DataParser
{
    private readonly Names _names;

    public JsonDataParser(SchemaContext context, ReadOptions options, IDataSink sink)
        : base(context, options, sink) => _names = new Names(context);

    public void ReadDocument(ref Utf8JsonReader reader, SchemaBranch schema, InstancePath path)
    {
        reader.Read();
        Enter(schema, [], null);
        Frame.Base = path;
        ReadMembers(ref reader, isTop: schema is RootSchema or OperationParametersSchema or NotificationSchema);
        Exit();
        while (reader.Read())
        {
            // Only to let the reader refuse text after the document.
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader, bool isTop)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Report(null, "bad-element", $"an object was expected, {Shown(reader)} found", Info("bad-element", Frame.Schema.Name));
            reader.Skip();
            return;
        }

        // Other nodes are told by what was read; of these any number may follow.
        HashSet<SchemaNode>? arrays = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonText.Get(ref reader);
            reader.Read();
            if (name.StartsWith('@') || FindMember(name, isTop) is not { } child || !CheckContent(child))
            {
                reader.Skip();
            }
            else if (child is ListSchema or LeafListSchema && !(arrays ??= []).Add(child))
            {
                ReportRepeated(new InstanceStep(child));
                reader.Skip();
            }
            else
            {
                ReadMember(ref reader, child);
            }
        }
    }

    private SchemaNode? FindMember(string name, bool isTop)
    {
        var colon = name.IndexOf(':');
        var @namespace = Frame.Schema.Module.Namespace;
        if (colon >= 0)
        {
            var module = name[..colon];
            @namespace = Context.FindModule(module)?.Namespace ?? module; // an unknown module's name is reported as the namespace
            name = name[(colon + 1)..];
        }
        else if (isTop)
        {
            // RFC 7951 §4: a top-level member carries its module.
            @namespace = "";
        }

        if (FindChild(@namespace, name) is { } child)
        {
            return child;
        }

        ReportUnknown(@namespace, name);
        return null;
    }

    private void ReadMember(ref Utf8JsonReader reader, SchemaNode child)
    {
        switch (child)
        {
            case LeafSchema leaf:
                ReadLeaf(ref reader, leaf);
                break;
            case LeafListSchema leafList when IsArray(reader, child):
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (TryReadValue(ref reader, child, leafList.Type, out var value))
                    {
                        Sink.LeafList(leafList, value, [], null);
                    }
                }

                break;
            case ListSchema list when IsArray(reader, child):
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadBranch(ref reader, list);
                }

                break;
            case AnydataSchema anydata when anydata.IsAnyxml || IsObject(reader, anydata):
                var content = JsonAnydata.Read(ref reader, anydata, Context, out var isLegal);
                if (!isLegal)
                {
                    ReportValue(new InstanceStep(anydata), new TypeViolation("it has characters YANG does not have (RFC 7950 §9.4)"));
                }
                else if (!Sink.Anydata(anydata, content, [], null))
                {
                    ReportRepeated(new InstanceStep(anydata));
                }

                break;
            case ContainerSchema container:
                ReadBranch(ref reader, container);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadBranch(ref Utf8JsonReader reader, SchemaBranch schema)
    {
        Enter(schema, [], null);
        ReadMembers(ref reader, isTop: false);
        Exit();
    }

    private bool IsArray(in Utf8JsonReader reader, SchemaNode child)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return true;
        }

        Report(new InstanceStep(child), "bad-element", $"an array was expected, {Shown(reader)} found", Info("bad-element", child.Name));
        return false;
    }

    /// <summary>RFC 7951 §5.5: anydata is an object, unlike anyxml.</summary>
    private bool IsObject(in Utf8JsonReader reader, AnydataSchema anydata)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Report(new InstanceStep(anydata), "bad-element", $"an object was expected, {Shown(reader)} found", Info("bad-element", anydata.Name));
        return false;
    }

    private void ReadLeaf(ref Utf8JsonReader reader, LeafSchema leaf)
    {
        var node = TryReadValue(ref reader, leaf, leaf.Type, out var value) ? new LeafNode(leaf, value) : null;
        TakeLeaf(leaf, node, [], null);
    }

    private bool TryReadValue(ref Utf8JsonReader reader, SchemaNode node, YangType type, out YangValue value)
    {
        var form = reader.TokenType;
        var text = "";
        switch (form)
        {
            case JsonTokenType.String:
                text = JsonText.Get(ref reader);
                break;
            case JsonTokenType.Number:
                text = Whole(System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
                break;
            case JsonTokenType.StartArray when IsNullInArray(ref reader):
                form = JsonTokenType.Null; // RFC 7951 §6.9: [null] is the value of type empty
                break;
            default:
                reader.Skip();
                ReportValue(new InstanceStep(node), new TypeViolation("a single value was expected"));
                value = default;
                return false;
        }

        _names.Unprefixed = node.Module;
        if (TryParse(type, form, text, out value, out var violation))
        {
            return true;
        }

        ReportValue(new InstanceStep(node), violation ?? new TypeViolation($"{Shown(form, text)} does not encode the type {type.Base} (RFC 7951 §6)"));
        return false;
    }

    // The form of a value takes part in choosing the member of a union (RFC 7951 §6.10).
    private bool TryParse(YangType type, JsonTokenType form, string text, out YangValue value, out TypeViolation? violation)
    {
        violation = null;
        value = default;
        switch (type)
        {
            case LeafRefType reference:
                return TryParse(reference.TargetType, form, text, out value, out violation);
            case UnionType union:
                foreach (var member in union.Members)
                {
                    if (TryParse(member, form, text, out value, out _))
                    {
                        return true;
                    }
                }

                violation = new TypeViolation($"{Shown(form, text)} is a value of none of the union's {union.Members.Length} member types");
                return false;
            default:
                return FormOf(type.Base) == Simplified(form) && type.TryParse(text, _names, out value, out violation);
        }
    }

    /// <summary>RFC 7951 §6.1: an integer is a JSON number, which may have a fraction or an exponent and still be whole.</summary>
    private static string Whole(string number)
        => number.AsSpan().ContainsAny('.', 'e', 'E')
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && decimal.IsInteger(value)
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : number;

    private static JsonTokenType FormOf(YangBaseType type) => type switch
    {
        YangBaseType.Int8 or YangBaseType.Int16 or YangBaseType.Int32
            or YangBaseType.UInt8 or YangBaseType.UInt16 or YangBaseType.UInt32 => JsonTokenType.Number,
        YangBaseType.Boolean => JsonTokenType.True,
        YangBaseType.Empty => JsonTokenType.Null,
        _ => JsonTokenType.String,
    };

    private static JsonTokenType Simplified(JsonTokenType form) => form == JsonTokenType.False ? JsonTokenType.True : form;

    private static bool IsNullInArray(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.Null || !ahead.Read() || ahead.TokenType != JsonTokenType.EndArray)
        {
            return false;
        }

        reader = ahead;
        return true;
    }

    private static string Shown(JsonTokenType form, string text)
        => form == JsonTokenType.Null ? "[null]" : form == JsonTokenType.String ? $"\"{text}\"" : text;

    private static string Shown(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    /// <summary>Module names as prefixes; values without prefix belong to the module of their leaf.</summary>
    private sealed class Names(SchemaContext context) : IPrefixResolver
    {
        public YangModule? Unprefixed { get; set; }

        public YangModule? Resolve(string prefix) => prefix.Length == 0 ? Unprefixed : context.FindModule(prefix);
    }
}
