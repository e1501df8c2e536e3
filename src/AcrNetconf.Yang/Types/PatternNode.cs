namespace AcrNetconf.Yang.Types;

/// <summary>Syntax tree of an XSD pattern.</summary>
internal abstract class PatternNode
{
    /// <summary>Number of automaton instructions the node expands to, counted repetitions unrolled.</summary>
    public abstract long Size { get; }
}

/// <summary>One code point out of a class; a single character is a class of one.</summary>
internal sealed class CharacterNode(CharacterClass characters) : PatternNode
{
    public CharacterClass Characters { get; } = characters;

    public override long Size => 1;
}

/// <summary>Parts one after the other; no parts is the empty text.</summary>
internal sealed class SequenceNode(PatternNode[] parts) : PatternNode
{
    public PatternNode[] Parts { get; } = parts;

    public override long Size { get; } = Saturate(parts);

    internal static long Saturate(PatternNode[] parts)
    {
        var size = 1L;
        foreach (var part in parts)
        {
            size = Math.Min(PatternAutomaton.MaxInstructions + 1L, size + part.Size + 2);
        }

        return size;
    }
}

/// <summary>Any of several branches.</summary>
internal sealed class ChoiceNode(PatternNode[] branches) : PatternNode
{
    public PatternNode[] Branches { get; } = branches;

    public override long Size { get; } = SequenceNode.Saturate(branches);
}

/// <summary>A part repeated <paramref name="minimum"/> to <paramref name="maximum"/> times; null means without end.</summary>
internal sealed class RepeatNode(PatternNode part, int minimum, int? maximum) : PatternNode
{
    public PatternNode Part { get; } = part;

    public int Minimum { get; } = minimum;

    public int? Maximum { get; } = maximum;

    public override long Size { get; } = Math.Min(
        PatternAutomaton.MaxInstructions + 1L,
        (part.Size + 1) * Math.Max(1L, maximum ?? minimum + 1L));
}
