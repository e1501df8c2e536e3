namespace AcrNetconf.Ptp.Negotiation;

/// <summary>How often requests to one server go unanswered, learned from the requests themselves.</summary>
internal sealed class SignallingLoss
{
    private const double Weight = 1.0 / 16;

    /// <summary>Estimated probability that one request has no answer, 0..1.</summary>
    public double Probability { get; private set; }

    public void OnAnswered() => Probability -= Probability * Weight;

    public void OnUnanswered() => Probability += (1 - Probability) * Weight;
}
