using System.Text;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>A statement that can be changed and written again.</summary>
internal sealed class MutableStatement(string keyword, string? argument)
{
    public string Keyword { get; set; } = keyword;

    public string? Argument { get; set; } = argument;

    /// <summary>The argument exactly as it is to stand in the text, for wrong quoting; null to quote <see cref="Argument"/>.</summary>
    public string? Raw { get; set; }

    public MutableStatement? Parent { get; private set; }

    public List<MutableStatement> Children { get; } = [];

    public static MutableStatement From(Statement statement)
    {
        var copy = new MutableStatement(statement.Prefix is null ? statement.Keyword : $"{statement.Prefix}:{statement.Keyword}", statement.Argument);
        foreach (var child in statement.Children)
        {
            copy.Insert(copy.Children.Count, From(child));
        }

        return copy;
    }

    /// <summary>Reads one statement of plain YANG.</summary>
    public static MutableStatement Parse(string text) => From(YangParser.Parse(text, null).Root!); // the templates are statements

    public MutableStatement Copy()
    {
        var copy = new MutableStatement(Keyword, Argument) { Raw = Raw };
        foreach (var child in Children)
        {
            copy.Insert(copy.Children.Count, child.Copy());
        }

        return copy;
    }

    public void Insert(int index, MutableStatement child)
    {
        child.Parent = this;
        Children.Insert(index, child);
    }

    public void Remove()
    {
        Parent?.Children.Remove(this);
        Parent = null;
    }

    public bool IsInside(MutableStatement other)
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, other))
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerable<MutableStatement> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in Children)
        {
            foreach (var inner in child.SelfAndDescendants())
            {
                yield return inner;
            }
        }
    }

    public void Write(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(Keyword);
        if (Raw is not null)
        {
            text.Append(Raw);
        }
        else if (Argument is not null)
        {
            text.Append(" \"").Append(Argument.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)).Append('"');
        }

        if (Children.Count == 0)
        {
            text.Append(";\n");
            return;
        }

        text.Append(" {\n");
        foreach (var child in Children)
        {
            child.Write(text, depth + 1);
        }

        text.Append(' ', depth * 2).Append("}\n");
    }
}
