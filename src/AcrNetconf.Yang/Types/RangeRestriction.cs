using System.Collections.Immutable;

namespace AcrNetconf.Yang.Types;

/// <summary>One part of a range or length: all numbers from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
public readonly record struct RangeInterval(Int128 Low, Int128 High);

/// <summary>A range (RFC 7950 §9.2.4) or a length (§9.4.4) with what to report when it is missed.</summary>
/// <param name="Text">As written in the module.</param>
/// <param name="Intervals">Ascending and disjoint. For decimal64 scaled by ten to the fraction digits.</param>
/// <param name="ErrorMessage">error-message of the module, or null.</param>
/// <param name="ErrorAppTag">error-app-tag of the module, or null; the RFC prescribes none of its own (§8.3.1).</param>
public sealed record RangeRestriction(string Text, ImmutableArray<RangeInterval> Intervals, string? ErrorMessage = null, string? ErrorAppTag = null)
{
    /// <summary>Smallest admitted number.</summary>
    public Int128 Low => Intervals[0].Low;

    /// <summary>Largest admitted number.</summary>
    public Int128 High => Intervals[^1].High;

    public bool Contains(Int128 number)
    {
        foreach (var interval in Intervals)
        {
            if (number <= interval.High)
            {
                return number >= interval.Low;
            }
        }

        return false;
    }

    internal TypeViolation Violation(string ownMessage) => new(ErrorMessage ?? ownMessage, ErrorAppTag) { IsFromModule = ErrorMessage is not null };
}
