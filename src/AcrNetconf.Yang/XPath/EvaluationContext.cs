namespace AcrNetconf.Yang.XPath;

/// <summary>Where an expression is being evaluated (XPath 1.0 §1).</summary>
/// <param name="Node">Context node.</param>
/// <param name="Position">1-based context position.</param>
/// <param name="Size">Context size.</param>
/// <param name="Current">What current() returns: the node the whole expression is evaluated for (RFC 7950 §10.1.1).</param>
/// <param name="Session">The tree and what has been learnt about it.</param>
/// <param name="Scope">Meaning of prefixes.</param>
internal readonly record struct EvaluationContext(XPathNode Node, int Position, int Size, XPathNode Current, XPathSession Session, IXPathScope Scope)
{
    /// <summary>The context at the start of an expression.</summary>
    public EvaluationContext(XPathNode node, XPathSession session, IXPathScope scope)
        : this(node, 1, 1, node, session, scope)
    {
    }

    /// <summary>The same place in the expression, another node.</summary>
    public EvaluationContext At(XPathNode node, int position, int size) => new(node, position, size, Current, Session, Scope);
}
