using System.Diagnostics;

namespace AcrNetconf.Yang.Types;

/// <summary>Executes an XSD pattern: a position automaton whose deterministic states are made when a text first needs them.</summary>
/// <remarks>
/// Time is linear in the text for cached states. Making states is bounded by <c>MaxWork</c> for one text, because a pattern may
/// need a new one at every character. The cache is bounded: when it overflows it is dropped and grows again. States are published whole,
/// so readers need no lock; only making a state takes it.
/// </remarks>
internal sealed class PatternAutomaton
{
    /// <summary>Largest program a pattern may unroll to.</summary>
    public const int MaxInstructions = 100_000;

    /// <summary>Places in the pattern looked at for one text while states are made, at most: about half a second.</summary>
    private const int MaxWork = 20_000_000;

    private const int MaxCachedPositions = 1_000_000;
    private const int AsciiCount = 128;

    private readonly List<Instruction> _program = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<PositionSet, State> _states = [];
    private readonly State _dead = new([], isAccepting: false);
    private readonly State _start;
    private readonly int[] _mark;
    private readonly Stack<int> _pending = new();
    private readonly List<int> _targets = [];
    private readonly List<int> _positions = [];
    private int _stamp;
    private int _visits;
    private int _cachedPositions;

    public PatternAutomaton(PatternNode tree)
    {
        Emit(tree);
        _program.Add(new(Operation.Accept, null, 0, 0));
        _mark = new int[_program.Count];
        lock (_lock)
        {
            _start = MakeState_NeedsLock([0]);
        }
    }

    private enum Operation
    {
        Character,
        Split,
        Jump,
        Accept,
    }

    public PatternVerdict Judge(ReadOnlySpan<char> text, Action<int>? spend)
    {
        var state = _start;
        var work = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            State? next;
            if (c < AsciiCount)
            {
                next = Volatile.Read(ref state.Next[c]) ?? Step(state, c, spend, ref work);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                next = Step(state, char.ConvertToUtf32(c, text[++i]), spend, ref work);
            }
            else
            {
                next = Step(state, c, spend, ref work);
            }

            if (ReferenceEquals(next, _dead))
            {
                return PatternVerdict.Differs;
            }

            if (work > MaxWork)
            {
                return PatternVerdict.TooMuchWork;
            }

            state = next;
        }

        return state.IsAccepting ? PatternVerdict.Matches : PatternVerdict.Differs;
    }

    private State Step(State state, int codePoint, Action<int>? spend, ref int work)
    {
        spend?.Invoke(state.Positions.Length + 1); // outside the lock: it may throw
        lock (_lock)
        {
            _targets.Clear();
            foreach (var position in state.Positions)
            {
                if (_program[position].Characters!.Contains(codePoint)) // positions are Character instructions only
                {
                    _targets.Add(position + 1);
                }
            }

            _visits = state.Positions.Length;
            var next = _targets.Count == 0 ? _dead : MakeState_NeedsLock(_targets);
            work += _visits;
            if (codePoint < AsciiCount)
            {
                Volatile.Write(ref state.Next[codePoint], next);
            }

            return next;
        }
    }

    /// <summary>Follows jumps and splits from the given instructions; the characters then waiting are the state.</summary>
    private State MakeState_NeedsLock(List<int> from)
    {
        _stamp++;
        _positions.Clear();
        var ascending = true;
        var accepting = false;
        for (var i = from.Count - 1; i >= 0; i--)
        {
            _pending.Push(from[i]);
        }

        while (_pending.TryPop(out var at))
        {
            if (_mark[at] == _stamp)
            {
                continue;
            }

            _mark[at] = _stamp;
            _visits++;
            var instruction = _program[at];
            switch (instruction.Operation)
            {
                case Operation.Character:
                    ascending = ascending && (_positions.Count == 0 || _positions[^1] < at);
                    _positions.Add(at);
                    break;
                case Operation.Jump:
                    _pending.Push(instruction.First);
                    break;
                case Operation.Split:
                    _pending.Push(instruction.Second);
                    _pending.Push(instruction.First);
                    break;
                default:
                    accepting = true;
                    break;
            }
        }

        if (!ascending)
        {
            _positions.Sort();
        }

        var set = new PositionSet([.. _positions], accepting);
        if (!_states.TryGetValue(set, out var state))
        {
            if (_cachedPositions > MaxCachedPositions)
            {
                _states.Clear();
                Array.Clear(_start.Next);
                _cachedPositions = 0;
            }

            state = new(set.Positions, accepting);
            _states.Add(set, state);
            _cachedPositions += set.Positions.Length + AsciiCount;
        }

        return state;
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case CharacterNode character:
                _program.Add(new(Operation.Character, character.Characters, 0, 0));
                break;
            case SequenceNode sequence:
                foreach (var part in sequence.Parts)
                {
                    Emit(part);
                }

                break;
            case ChoiceNode choice:
                EmitChoice(choice);
                break;
            case RepeatNode repeat:
                EmitRepeat(repeat);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void EmitChoice(ChoiceNode choice)
    {
        var exits = new List<int>();
        for (var i = 0; i < choice.Branches.Length; i++)
        {
            var isLast = i == choice.Branches.Length - 1;
            var split = _program.Count;
            if (!isLast)
            {
                _program.Add(default);
            }

            Emit(choice.Branches[i]);
            if (!isLast)
            {
                exits.Add(_program.Count);
                _program.Add(default);
                _program[split] = new(Operation.Split, null, split + 1, _program.Count);
            }
        }

        foreach (var exit in exits)
        {
            _program[exit] = new(Operation.Jump, null, _program.Count, 0);
        }
    }

    private void EmitRepeat(RepeatNode repeat)
    {
        for (var i = 0; i < repeat.Minimum; i++)
        {
            Emit(repeat.Part);
        }

        if (repeat.Maximum is not { } maximum)
        {
            var loop = _program.Count;
            _program.Add(default);
            Emit(repeat.Part);
            _program.Add(new(Operation.Jump, null, loop, 0));
            _program[loop] = new(Operation.Split, null, loop + 1, _program.Count);
            return;
        }

        var exits = new List<int>();
        for (var i = repeat.Minimum; i < maximum; i++)
        {
            exits.Add(_program.Count);
            _program.Add(default);
            Emit(repeat.Part);
        }

        foreach (var exit in exits)
        {
            _program[exit] = new(Operation.Split, null, exit + 1, _program.Count);
        }
    }

    private readonly record struct Instruction(Operation Operation, CharacterClass? Characters, int First, int Second);

    private sealed class State(int[] positions, bool isAccepting)
    {
        public readonly State?[] Next = new State?[AsciiCount];

        public int[] Positions { get; } = positions;

        public bool IsAccepting { get; } = isAccepting;
    }

    private readonly struct PositionSet(int[] positions, bool isAccepting) : IEquatable<PositionSet>
    {
        public int[] Positions { get; } = positions;

        public bool Equals(PositionSet other) => IsAccepting == other.IsAccepting && Positions.AsSpan().SequenceEqual(other.Positions);

        public override bool Equals(object? obj) => obj is PositionSet other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Positions.AsSpan()));
            return hash.ToHashCode();
        }

        private bool IsAccepting { get; } = isAccepting;
    }
}
