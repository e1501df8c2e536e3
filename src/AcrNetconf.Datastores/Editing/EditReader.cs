using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Reads the content of an edit-config &lt;config&gt; element into a typed edit (RFC 6241 §7.2, RFC 7950 §7.8.6).</summary>
public static class EditReader
{
    /// <summary>Reads from a reader positioned on the &lt;config&gt; element; afterwards it stands behind its end.</summary>
    /// <param name="reader">Never null; DTDs must be prohibited by its settings.</param>
    /// <param name="schema">Gives the payload its types.</param>
    /// <param name="defaultOperation">merge, replace or none.</param>
    /// <param name="violations">All that is wrong with the payload, in document order; empty on success.</param>
    /// <returns>The typed edit; incomplete when there are violations.</returns>
    public static EditTree Read(XmlReader reader, SchemaContext schema, EditOperation defaultOperation, out ImmutableArray<Violation> violations)
        => throw new NotImplementedException();

    /// <summary>Reads a document written by <see cref="EditWriter"/>.</summary>
    /// <exception cref="InvalidDataException">The document does not fit the schema; the message says where.</exception>
    internal static EditTree Parse(SchemaContext schema, string document)
        => throw new NotImplementedException();
}
