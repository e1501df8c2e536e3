using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>The key values of a list entry in key-statement order, or the value of a leaf-list entry.</summary>
/// <remarks>One value is held inline, more in an array. The default value has no values and stands for "no key".</remarks>
public readonly struct ListKey : IEquatable<ListKey>
{
    private readonly YangValue _single;
    private readonly YangValue[]? _many;

    /// <summary>A key of one value.</summary>
    public ListKey(YangValue value) => _single = value;

    /// <summary>A key of any number of values.</summary>
    public ListKey(params ReadOnlySpan<YangValue> values)
    {
        if (values.Length == 1)
        {
            _single = values[0];
        }
        else if (values.Length > 1)
        {
            _many = values.ToArray();
        }
    }

    public int Count => _many?.Length ?? (_single.IsValid ? 1 : 0);

    /// <summary>True for the default value.</summary>
    public bool IsEmpty => _many is null && !_single.IsValid;

    /// <exception cref="ArgumentOutOfRangeException">Not a position below <see cref="Count"/>.</exception>
    public YangValue this[int index]
        => _many is not null ? _many[index] : index == 0 && _single.IsValid ? _single : throw new ArgumentOutOfRangeException(nameof(index));

    public bool Equals(ListKey other)
        => _many is null
            ? other._many is null && _single.Equals(other._single)
            : other._many is not null && _many.AsSpan().SequenceEqual(other._many);

    public override bool Equals(object? obj) => obj is ListKey other && Equals(other);

    public override int GetHashCode()
    {
        if (_many is null)
        {
            return _single.GetHashCode();
        }

        var hash = default(HashCode);
        foreach (ref readonly var value in _many.AsSpan())
        {
            hash.Add(value.GetHashCode());
        }

        return hash.ToHashCode();
    }

    /// <summary>Canonical values separated by blanks; for messages.</summary>
    public override string ToString()
        => _many is null ? _single.ToString() : string.Join(' ', _many.Select(value => value.ToString()));

    public static bool operator ==(ListKey left, ListKey right) => left.Equals(right);

    public static bool operator !=(ListKey left, ListKey right) => !left.Equals(right);
}
