namespace AcrNetconf.Conformance.Table;

/// <summary>One item a standard asks for. Tests name the items they prove: <c>[TestProperty("row", "G-02 G-28")]</c>.</summary>
/// <param name="Id">As tests name it.</param>
/// <param name="Clause">Where the standard says so.</param>
/// <param name="Text">What it says, in our words.</param>
internal sealed record Requirement(string Id, string Clause, string Text);
