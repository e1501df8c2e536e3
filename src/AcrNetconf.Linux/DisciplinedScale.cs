namespace AcrNetconf.Linux;

/// <summary>A time scale that runs a settable rate faster than a base clock: piecewise linear, with history. Pure arithmetic.</summary>
/// <remarks>
/// <code>
///  scale                       ╱ rate 2         a base reading is converted with the piece in force at that reading, so a
///    │                 ___╱───                  stamp taken before an adjustment and delivered after it keeps its value
///    │        ___───╱  piece 1: rate 1
///    │ ──╱ piece 0
///    └────────┬──────────┬─────── base
/// </code>
/// Continuous to below a nanosecond at frequency changes. Readings older than the history use its oldest piece. Not thread-safe: one owner, the loop
/// that also converts stamps.
/// </remarks>
internal sealed class DisciplinedScale
{
    // At about one adjustment a second this is four minutes, far more than any stamp is late.
    private const int HistorySize = 256;

    private readonly Piece[] _pieces = new Piece[HistorySize];
    private int _count = 1;
    private int _newest;

    public DisciplinedScale(long baseNanoseconds, long scaleNanoseconds) => _pieces[0] = new Piece(baseNanoseconds, scaleNanoseconds, 0, 0);

    /// <summary>The rate in force, in ppb faster than the base.</summary>
    public double FrequencyPpb => _pieces[_newest].Ppb;

    /// <summary>Reading of the scale when the base read <paramref name="baseNanoseconds"/>.</summary>
    public long Convert(long baseNanoseconds)
    {
        ref readonly Piece piece = ref Find(baseNanoseconds);
        long elapsed = baseNanoseconds - piece.Base;
        return piece.Scale + elapsed + (long)Math.Round(piece.Fraction + (elapsed * piece.Ppb * 1e-9));
    }

    /// <summary>Runs at another rate from <paramref name="baseNanoseconds"/> on, or from the last change if that is later.</summary>
    public void SetFrequency(long baseNanoseconds, double ppb) => Append(baseNanoseconds, 0, ppb);

    /// <summary>Jumps by <paramref name="offsetNanoseconds"/> at <paramref name="baseNanoseconds"/>.</summary>
    public void Step(long baseNanoseconds, long offsetNanoseconds) => Append(baseNanoseconds, offsetNanoseconds, FrequencyPpb);

    private void Append(long baseNanoseconds, long jump, double ppb)
    {
        Piece last = _pieces[_newest];
        long at = Math.Max(baseNanoseconds, last.Base);
        long elapsed = at - last.Base;
        double exact = last.Fraction + (elapsed * last.Ppb * 1e-9);
        double whole = Math.Floor(exact);
        _newest = (_newest + 1) % HistorySize;
        _count = Math.Min(_count + 1, HistorySize);
        _pieces[_newest] = new Piece(at, last.Scale + elapsed + (long)whole + jump, exact - whole, ppb);
    }

    private ref readonly Piece Find(long baseNanoseconds)
    {
        int index = _newest;
        for (int i = 1; i < _count && _pieces[index].Base > baseNanoseconds; i++)
        {
            index = (index + HistorySize - 1) % HistorySize;
        }

        return ref _pieces[index];
    }

    /// <summary>From <see cref="Base"/> on the scale reads <see cref="Scale"/> + <see cref="Fraction"/> and gains <see cref="Ppb"/>.</summary>
    private readonly record struct Piece(long Base, long Scale, double Fraction, double Ppb);
}
