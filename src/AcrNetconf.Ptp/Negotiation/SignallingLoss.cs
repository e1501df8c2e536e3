namespace AcrNetconf.Ptp.Negotiation;

/// <summary>How often requests to one server go unanswered, learned from the requests themselves.</summary>
/// <remarks>
/// Believes bad news faster than good: a loss weighs twice an answer, because renewing too early costs a message and renewing too late costs the contract. An unknown
/// path is taken for a lossy one until about ten requests were answered.
/// </remarks>
internal sealed class SignallingLoss
{
    private const double UnknownPath = 0.3;
    private const double LossWeight = 1.0 / 4;
    private const double AnswerWeight = 1.0 / 8;

    /// <summary>Estimated probability that one request has no answer, 0..1.</summary>
    public double Probability { get; private set; } = UnknownPath;

    public void OnAnswered() => Probability -= Probability * AnswerWeight;

    public void OnUnanswered() => Probability += (1 - Probability) * LossWeight;
}
