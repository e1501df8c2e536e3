using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>A branch being read. Keys may come last, so paths of violations are made when everything is known.</summary>
internal sealed class ReadFrame(SchemaBranch schema, ReadFrame? parent)
{
    private YangValue[] _keys = [];
    private ulong _keysSeen;
    private Dictionary<ListSchema, int>? _positions;
    private InstanceStep _step;

    public SchemaBranch Schema { get; private set; } = schema;

    public ReadFrame? Parent { get; private set; } = parent;

    /// <summary>Where the outermost frame stands.</summary>
    public InstancePath? Base { get; set; }

    /// <summary>True once a violation refers to the frame, which must then not be used again.</summary>
    public bool IsPinned { get; private set; }

    /// <summary>True for a branch on the way to an action or notification, which the sink does not see.</summary>
    public bool IsHidden { get; set; }

    /// <summary>The child found last, as an ordinal: the next one is usually its successor.</summary>
    public int LastOrdinal { get; set; } = -1;

    /// <summary>Last values of the leafs here, by ordinal.</summary>
    public LeafCache[] Caches { get; private set; } = [];

    /// <summary>True when text among the elements was reported.</summary>
    public bool HasReportedText { get; set; }

    public void Start(SchemaBranch schema, ReadFrame? parent, LeafCache[] caches)
    {
        Schema = schema;
        Parent = parent;
        Caches = caches;
        LastOrdinal = -1;
        IsHidden = true;
        HasReportedText = false;
        _keysSeen = 0;
        _positions?.Clear();
        _step = new InstanceStep(schema is OperationParametersSchema { Parent: { } operation } ? operation : schema);
        if (schema is ListSchema { Keys.Length: var count } && _keys.Length != count)
        {
            _keys = new YangValue[count];
        }

        _keys.AsSpan().Clear();
        if (schema is ListSchema { Keys.IsEmpty: true } keyless && parent is not null)
        {
            parent._positions ??= [];
            var position = parent._positions.GetValueOrDefault(keyless) + 1;
            parent._positions[keyless] = position;
            _step = new InstanceStep(schema, default, position);
        }
    }

    public void Pin()
    {
        for (var frame = this; frame is { IsPinned: false }; frame = frame.Parent)
        {
            frame.IsPinned = true;
        }
    }

    /// <summary>Notes a key leaf; an invalid value counts as seen, so that it is not also reported missing.</summary>
    public void SetKey(LeafSchema leaf, in YangValue value)
    {
        if (Schema is ListSchema list)
        {
            var at = list.Keys.IndexOf(leaf);
            _keysSeen |= 1UL << at;
            _keys[at] = value;
        }
    }

    /// <summary>Closes a list entry.</summary>
    /// <param name="missing">First key leaf that did not occur, or null.</param>
    /// <returns>The key; empty when incomplete or when there is none.</returns>
    public ListKey Close(out LeafSchema? missing)
    {
        missing = null;
        if (Schema is not ListSchema { Keys: { IsEmpty: false } keys })
        {
            return default;
        }

        var isComplete = true;
        for (var i = 0; i < keys.Length; i++)
        {
            isComplete &= _keys[i].IsValid;
            if ((_keysSeen & (1UL << i)) == 0)
            {
                missing ??= keys[i];
            }
        }

        if (!isComplete)
        {
            return default;
        }

        var key = new ListKey(_keys.AsSpan());
        _step = new InstanceStep(Schema, key, 0);
        return key;
    }

    /// <summary>The path of the branch; final once the frame is closed.</summary>
    public InstancePath Path() => Parent is null ? Base ?? InstancePath.Root : Parent.Path().Append(_step);
}
