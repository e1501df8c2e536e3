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

    // A line tells of the middle of its window. What an oscillator nobody has described may have drifted since then, unless the data say less: a TCXO
    // in changing temperature.
    private const double UnknownDriftPpbPerSecond = 1.5e-3;

    private readonly ILineEstimator[] _estimators = [new MeanEstimator(), new PercentileEstimator(), new MinimumEstimator(), new BlockMinimumEstimator(), new LowerHullEstimator()];
    private readonly string[] _forwardNames;
    private readonly string[] _reverseNames;
    private readonly string[,] _bothNames;
    private int _forwardChoice = -1;
    private int _reverseChoice = -1;

    public EstimatorBank()
    {
        int count = _estimators.Length;
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
    public bool TryEvaluate(BlockRing forward, BlockRing? reverse, double slope, double longest, out BankEstimate best)
    {
        Candidate ahead = Best(forward, slope, longest, ref _forwardChoice);
        Candidate back = reverse is null ? Candidate.None : Best(reverse, -slope, longest, ref _reverseChoice);
        best = Combine(ahead, back);
        return best.SigmaPpb < double.MaxValue;
    }

    private BankEstimate Combine(in Candidate forward, in Candidate reverse)
    {
        if (!reverse.IsValid)
        {
            return forward.IsValid
                ? new(forward.Slope, forward.FullSigma, forward.Window, _forwardNames[forward.Estimator])
                : new(0, double.MaxValue, 0, "none");
        }

        if (!forward.IsValid)
        {
            return new(-reverse.Slope, reverse.FullSigma, reverse.Window, _reverseNames[reverse.Estimator]);
        }

        double forwardWeight = 1 / (forward.Sigma * forward.Sigma);
        double reverseWeight = 1 / (reverse.Sigma * reverse.Sigma);
        double sum = forwardWeight + reverseWeight;
        double slope = ((forwardWeight * forward.Slope) - (reverseWeight * reverse.Slope)) / sum;
        double window = ((forwardWeight * forward.Window) + (reverseWeight * reverse.Window)) / sum;
        double unseen = Math.Min(forward.Unseen, reverse.Unseen);
        return new(slope, Math.Sqrt((1 / sum) + (unseen * unseen)), window, _bothNames[forward.Estimator, reverse.Estimator]);
    }

    private Candidate Best(BlockRing ring, double slope, double longest, ref int choice)
    {
        Candidate best = Candidate.None;
        if (ring.Count < LeastSquares.FewestBlocks)
        {
            return best;
        }

        double end = ring.Newest.MeanTime;
        double available = Math.Min(end - ring[0].MeanTime, longest);
        Candidate longer = Candidate.None;
        for (double window = available; window > 0; window /= 2)
        {
            BlockWindow blocks = new(ring, ring.FirstSince(end - window));
            if (blocks.Count < LeastSquares.FewestBlocks)
            {
                break;
            }

            Candidate candidate = Best(blocks, slope, window, choice);
            best = Better(best, WithWander(longer, candidate));
            longer = candidate;
        }

        best = Better(best, longer);
        choice = best.Estimator;
        return best;
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

    private Candidate Best(in BlockWindow blocks, double slope, double window, int choice)
    {
        Candidate best = Candidate.None;
        double bestScore = double.MaxValue;
        for (int index = 0; index < _estimators.Length; index++)
        {
            if (!_estimators[index].TryFit(blocks, slope, out LineEstimate line))
            {
                continue;
            }

            double score = line.SlopeSigma * (index == choice ? Loyalty : 1);
            if (score < bestScore)
            {
                bestScore = score;
                best = new(index, line.Slope, line.SlopeSigma * SelectionPenalty, window);
            }
        }

        return best;
    }

    private readonly record struct Candidate(int Estimator, double Slope, double Sigma, double Window, double Unseen = 0)
    {
        public static Candidate None => new(-1, 0, double.MaxValue, 0);

        /// <summary>Sigma with the drift that the data could not show.</summary>
        public double FullSigma => Math.Sqrt((Sigma * Sigma) + (Unseen * Unseen));

        public bool IsValid => Estimator >= 0 && Sigma < double.MaxValue;
    }
}
