using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>Runs every estimator over windows of every length in each direction and believes the one that is least uncertain.</summary>
/// <remarks>
/// No estimator wins under every load, and no window suits every oscillator. Each fit brings its own uncertainty, taken from its residuals: a mean under
/// changing load, a minimum whose floor is not visited, and a window in which the oscillator wandered all show it. Both directions are combined by their
/// weights; a frequency needs no symmetry.
/// </remarks>
internal sealed class EstimatorBank
{
    // Picking the smallest of many noisy uncertainties is optimistic.
    private const double SelectionPenalty = 1.3;

    // A newcomer must be clearly better, or the choice flutters.
    private const double Loyalty = 0.8;

    // A shorter window is taken when it is this much less uncertain.
    private const double ShorterGain = 0.6;

    // Two standard deviations of the newer half, squared (the penalty is in already).
    private const double WanderSignificance = 2.5;

    // A slope common to both directions counts from about two standard deviations on (the penalty is in already).
    private const double CommonSignificance = 2.5;

    // How unevenly such a slope may be split between the directions, one standard deviation; 1 is all in one of them.
    private const double Unevenness = 0.6;

    // A line tells of the middle of its window. What an oscillator nobody has described may have drifted since then, unless the data say less: a TCXO
    // in changing temperature.
    private const double UnknownDriftPpbPerSecond = 1.5e-3;

    private static readonly LineEstimate Unknown = new(0, 0, 0, double.PositiveInfinity);

    private readonly ILineEstimator[] _estimators = [new MeanEstimator(), new PercentileEstimator(), new MinimumEstimator(), new BlockMinimumEstimator(), new LowerHullEstimator(), new LoadMatchedEstimator()];
    private readonly LineEstimate[] _forwardLines;
    private readonly LineEstimate[] _reverseLines;
    private readonly string[] _forwardNames;
    private readonly string[] _reverseNames;
    private readonly string[,] _bothNames;
    private int _forwardChoice = -1;
    private int _reverseChoice = -1;

    public EstimatorBank()
    {
        int count = _estimators.Length;
        _forwardLines = new LineEstimate[count];
        _reverseLines = new LineEstimate[count];
        _forwardNames = new string[count];
        _reverseNames = new string[count];
        _bothNames = new string[count, count];
        for (int forward = 0; forward < count; forward++)
        {
            _forwardNames[forward] = _estimators[forward].Name;
            _reverseNames[forward] = _estimators[forward].Name + " (reverse)";
            for (int reverse = 0; reverse < count; reverse++)
            {
                string name = _estimators[forward].Name;
                _bothNames[forward, reverse] = (forward == reverse ? name : name + "/" + _estimators[reverse].Name) + " (two-way)";
            }
        }
    }

    /// <summary>The best estimate from one gear's blocks; false while there are too few.</summary>
    /// <param name="forward">Forward blocks.</param>
    /// <param name="reverse">Reverse blocks, or null in one-way.</param>
    /// <param name="slope">Slope believed so far, ppb.</param>
    /// <param name="longest">Longest window, seconds.</param>
    /// <param name="only">The only estimator to use, or null for all.</param>
    /// <param name="best">What is believed.</param>
    public bool TryEvaluate(BlockRing forward, BlockRing? reverse, double slope, double longest, EstimatorKind? only, out BankEstimate best)
    {
        Candidate chosen = Candidate.None;
        Candidate longer = Candidate.None;
        double end = Math.Max(End(forward), reverse is null ? double.MinValue : End(reverse));
        double start = Math.Min(Start(forward), reverse is null ? double.MaxValue : Start(reverse));
        for (double window = Math.Min(end - start, longest); window > 0; window /= 2)
        {
            bool any = Fit(forward, slope, end - window, only, _forwardLines);
            any |= reverse is not null && Fit(reverse, -slope, end - window, only, _reverseLines);
            Candidate candidate = any ? WithRunnerUp(Choose(reverse is not null, window)) : Candidate.None;
            if (!candidate.IsValid)
            {
                break;
            }

            chosen = Better(chosen, WithWander(longer, candidate));
            longer = candidate;
        }

        chosen = Better(chosen, longer);
        _forwardChoice = chosen.Forward;
        _reverseChoice = chosen.Reverse;
        best = new(chosen.Slope, chosen.FullSigma, chosen.Window, NameOf(chosen), chosen.Next < 0 ? null : _estimators[chosen.Next].Name, chosen.NextRatio);
        return chosen.IsValid;
    }

    private static double End(BlockRing ring) => ring.Count > 0 ? ring.Newest.MeanTime : double.MinValue;

    private static double Start(BlockRing ring) => ring.Count > 0 ? ring[0].MeanTime : double.MaxValue;

    /// <summary>Runs every estimator over the blocks since <paramref name="start"/>; a slope that could not be had is infinitely uncertain.</summary>
    private bool Fit(BlockRing ring, double slope, double start, EstimatorKind? only, LineEstimate[] lines)
    {
        BlockWindow blocks = new(ring, ring.FirstSince(start));
        bool any = false;
        for (int index = 0; index < _estimators.Length; index++)
        {
            LineEstimate line = default;
            bool fits = blocks.Count >= LeastSquares.FewestBlocks && (only is null || index == (int)only) && _estimators[index].TryFit(blocks, slope, out line);
            lines[index] = fits ? line with { SlopeSigma = line.SlopeSigma * SelectionPenalty } : Unknown;
            any |= fits;
        }

        return any;
    }

    /// <summary>Looks at each direction's best line and at every pair of equal estimators, which load moves alike.</summary>
    private Candidate Choose(bool both, double window)
    {
        int ahead = Least(_forwardLines, _forwardChoice);
        int back = both ? Least(_reverseLines, _reverseChoice) : -1;
        Candidate best = Combine(ahead, back, window);
        for (int index = 0; index < _estimators.Length && ahead >= 0 && back >= 0; index++)
        {
            Candidate pair = Combine(index, index, window);
            double loyalty = index == _forwardChoice && index == _reverseChoice ? Loyalty : 1;
            if (pair.Sigma * loyalty < best.Sigma * (best.Forward == _forwardChoice && best.Reverse == _reverseChoice ? Loyalty : 1))
            {
                best = pair;
            }
        }

        return best;
    }

    private static int Least(LineEstimate[] lines, int choice)
    {
        int best = -1;
        double least = double.MaxValue;
        for (int index = 0; index < lines.Length; index++)
        {
            double score = lines[index].SlopeSigma * (index == choice ? Loyalty : 1);
            if (score < least)
            {
                least = score;
                best = index;
            }
        }

        return best;
    }

    /// <summary>Both directions over the same window.</summary>
    /// <remarks>
    /// A frequency shows in them with opposite signs; what shows with the same sign is a path whose delay grows in both, as under a rising load. Nobody sees how
    /// it is split, and halves are the best guess: the more of it there is, the more equal the weights, and the more uncertain the result.
    /// </remarks>
    private Candidate Combine(int ahead, int back, double window)
    {
        if (ahead < 0 || back < 0)
        {
            return ahead >= 0 ? new(ahead, -1, _forwardLines[ahead].Slope, _forwardLines[ahead].SlopeSigma, window)
                : back >= 0 ? new(-1, back, -_reverseLines[back].Slope, _reverseLines[back].SlopeSigma, window)
                : Candidate.None;
        }

        ref readonly LineEstimate forward = ref _forwardLines[ahead];
        ref readonly LineEstimate reverse = ref _reverseLines[back];
        double forwardVariance = forward.SlopeSigma * forward.SlopeSigma;
        double reverseVariance = reverse.SlopeSigma * reverse.SlopeSigma;
        double noise = forwardVariance + reverseVariance;
        if (double.IsInfinity(noise))
        {
            return Candidate.None;
        }

        double common = forward.Slope + reverse.Slope;
        double excess = Math.Max(0, (common * common) - (CommonSignificance * noise));
        double share = (reverseVariance + (excess / 2)) / (noise + excess);
        double lean = (2 * share) - 1;
        double variance = (share * share * forwardVariance) + ((1 - share) * (1 - share) * reverseVariance) + (excess / 4 * ((lean * lean) + (Unevenness * Unevenness)));
        return new(ahead, back, (share * forward.Slope) - ((1 - share) * reverse.Slope), Math.Sqrt(variance), window);
    }

    /// <summary>Noise alone makes half the window almost three times as uncertain. Only a misfit of the longer one makes the shorter one better.</summary>
    private static Candidate Better(in Candidate longer, in Candidate shorter) =>
        shorter.IsValid && (!longer.IsValid || shorter.Sigma < ShorterGain * longer.Sigma) ? shorter : longer;

    /// <summary>When the newer half says something else, the oscillator has moved, and the whole window's line is as wrong as that.</summary>
    private static Candidate WithWander(in Candidate whole, in Candidate newerHalf)
    {
        if (!whole.IsValid || !newerHalf.IsValid)
        {
            return whole;
        }

        double difference = whole.Slope - newerHalf.Slope;
        double excess = Math.Max(0, (difference * difference) - (WanderSignificance * newerHalf.Sigma * newerHalf.Sigma));
        double unseen = Math.Min(newerHalf.Sigma, UnknownDriftPpbPerSecond * whole.Window / 2);
        return whole with { Sigma = Math.Sqrt((whole.Sigma * whole.Sigma) + excess), Unseen = unseen };
    }

    /// <summary>Notes the next best of another kind in the directions used, for operators.</summary>
    private Candidate WithRunnerUp(in Candidate chosen)
    {
        int next = -1;
        double least = double.MaxValue;
        for (int index = 0; index < _estimators.Length && chosen.IsValid; index++)
        {
            Candidate other = Combine(chosen.Forward < 0 ? -1 : index, chosen.Reverse < 0 ? -1 : index, chosen.Window);
            if (index != chosen.Forward && index != chosen.Reverse && other.Sigma < least)
            {
                least = other.Sigma;
                next = index;
            }
        }

        return next < 0 ? chosen : chosen with { Next = next, NextRatio = least / chosen.Sigma };
    }

    private string NameOf(in Candidate candidate) => (candidate.Forward, candidate.Reverse) switch
    {
        ( < 0, < 0) => "none",
        (_, < 0) => _forwardNames[candidate.Forward],
        ( < 0, _) => _reverseNames[candidate.Reverse],
        _ => _bothNames[candidate.Forward, candidate.Reverse],
    };

    /// <param name="Forward">Index of the forward estimator, −1 for none.</param>
    /// <param name="Reverse">Index of the reverse estimator, −1 for none.</param>
    /// <param name="Slope">Frequency, ppb.</param>
    /// <param name="Sigma">Its uncertainty from the residuals, ppb.</param>
    /// <param name="Window">Seconds of data.</param>
    /// <param name="Unseen">Drift since the middle of the window that the data could not show, ppb.</param>
    private readonly record struct Candidate(int Forward, int Reverse, double Slope, double Sigma, double Window, double Unseen = 0)
    {
        /// <summary>Index of the next best estimator; −1 for none.</summary>
        public int Next { get; init; } = -1;

        /// <summary>Its uncertainty as a multiple of this one's.</summary>
        public double NextRatio { get; init; }

        public static Candidate None => new(-1, -1, 0, double.MaxValue, 0);

        public bool IsValid => Sigma < double.MaxValue;

        public double FullSigma => IsValid ? Math.Sqrt((Sigma * Sigma) + (Unseen * Unseen)) : double.MaxValue;
    }
}
