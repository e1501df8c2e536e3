using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>The member type a union's value is of (RFC 7950 §9.12): the first that takes its text, references only when their instance exists.</summary>
/// <remarks>What exists changes with the data, so this is asked anew wherever it matters.</remarks>
internal static class UnionMembers
{
    /// <summary>The member, never a union itself; null when the value refers to nothing and no other member takes it.</summary>
    /// <param name="node">The leaf or leaf-list value.</param>
    /// <param name="value">The value as the first member that could read it made it.</param>
    /// <param name="union">Its declared type.</param>
    /// <param name="session">What exists.</param>
    /// <param name="typed">The value as the selected member reads it.</param>
    public static YangType? Select(XPathNode node, in YangValue value, UnionType union, XPathSession session, out YangValue typed)
    {
        foreach (var member in union.Members)
        {
            if (member is UnionType inner)
            {
                if (Select(node, value, inner, session, out typed) is { } selected)
                {
                    return selected;
                }
            }
            else if (TryTake(member is LeafRefType reference ? reference.TargetType : member, value, node.Schema.Module, session, out typed)
                && References.Exists(node, typed, member, session))
            {
                return member;
            }
        }

        typed = default;
        return null;
    }

    /// <summary>
    /// Whether a member would have taken the same text; values print with module names for prefixes. The default namespace the text stood in
    /// is no longer known: an identity without prefix is looked for in the leaf's own module.
    /// </summary>
    private static bool TryTake(YangType type, in YangValue value, YangModule module, XPathSession session, out YangValue typed)
    {
        if (ReferenceEquals(type, value.Type))
        {
            typed = value;
            return true;
        }

        return type.TryParse(value.ToString(), new ModuleNames(session.Context, type is IdentityRefType ? module : null), out typed, out _);
    }
}
