using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>A schema node whose data can change the value of an expression.</summary>
/// <param name="Target">The node read: its existence, and its value when it has one.</param>
/// <param name="Anchor">Lowest node whose instance holds both the expression's node and the target: a change below another instance does not matter.</param>
/// <param name="Limit">What else tells the instances concerned; null when nothing does.</param>
/// <param name="IsIndirect">Read not by the expression itself but by a when that decides whether something it reads exists.</param>
internal readonly record struct SchemaRead(SchemaNode Target, SchemaNode Anchor, ReadLimit? Limit = null, bool IsIndirect = false);
