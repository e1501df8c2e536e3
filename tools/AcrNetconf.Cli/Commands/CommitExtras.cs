using System.CommandLine;
using System.Xml.Linq;

namespace AcrNetconf.Cli.Commands;

/// <summary>What the agent's own model adds to commit and rollback; never sent unless asked for.</summary>
internal sealed class CommitExtras
{
    /// <summary>Namespace of the model.</summary>
    public static readonly XNamespace Namespace = "urn:acr-netconf:yang:acr-commit";

    private readonly Option<string?> _comment = new("--comment") { HelpName = "TEXT", Description = "remark for the history" };
    private readonly Option<string?> _label = new("--label") { HelpName = "NAME", Description = "name for the history" };
    private readonly Option<string?> _maxImpact = new("--max-impact") { HelpName = "IMPACT", Description = "refuse a commit that disturbs more: none, hitless, renegotiate, relock" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_comment, _label, _maxImpact])
        {
            command.Options.Add(option);
        }
    }

    public IEnumerable<XElement> Read(ParseResult result)
    {
        foreach (var option in (Option<string?>[])[_maxImpact, _comment, _label])
        {
            if (result.GetValue(option) is { } value)
            {
                yield return new XElement(Namespace + option.Name[2..], value);
            }
        }
    }
}
