using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Which instances of a condition a change of a node it reads can concern: those that have, near them, a value the change is about.</summary>
/// <remarks>
/// Two forms. A path like <c>list[leaf = current()/probe]/x</c> reads only entries whose leaf equals the probe: a change in one entry concerns
/// the instances whose probe has the entry's value, old or new. A leafref can be broken only by the loss of its own value.
/// </remarks>
/// <param name="Probe">The leaf or leaf-list at, or near, the condition's node.</param>
/// <param name="ProbeAnchor">Lowest node whose instance holds both.</param>
/// <param name="Source">The leaf whose values count in what changed.</param>
/// <param name="Filter">The list the source selects entries of; null when the loss of the source's values is what counts.</param>
internal sealed record ReadLimit(SchemaNode Probe, SchemaNode ProbeAnchor, SchemaNode Source, ListSchema? Filter);
