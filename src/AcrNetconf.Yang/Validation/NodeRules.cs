using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>What the validator has to do at one schema node, worked out once per schema context.</summary>
internal sealed class NodeRules
{
    /// <summary>For nodes nothing is checked at.</summary>
    public static NodeRules None { get; } = new();

    /// <summary>True when instances of the node, or their absence, or anything below needs a look.</summary>
    public bool NeedsVisit { get; set; }

    /// <summary>True when an instance itself has something to check: when, must, reference, unique, counts, state duplicates.</summary>
    public bool HasOwnChecks { get; set; }

    /// <summary>Leaf or leaf-list whose values must refer to something that exists.</summary>
    public bool HasReference { get; set; }

    /// <summary>True when the node or something below it is state that needs a look.</summary>
    public bool NeedsStateVisit { get; set; }

    /// <summary>Data children that need a visit, in schema order.</summary>
    public ImmutableArray<SchemaNode> Visits { get; set; } = [];

    /// <summary>Mandatory choices directly below, and inside cases of choices directly below.</summary>
    public ImmutableArray<ChoiceSchema> MandatoryChoices { get; set; } = [];

    /// <summary>Choices below this node, nested ones included, of which one case at most may have data.</summary>
    public ImmutableArray<ChoiceSchema> Choices { get; set; } = [];

    /// <summary>Conditions whose value a change of this node's data can change.</summary>
    public ImmutableArray<DependentCondition> Dependents { get; set; } = [];
}

/// <summary>A condition that reads a node.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Anchor">Only instances of the condition's node below the same instance of this node are concerned.</param>
/// <param name="Limit">What else tells the instances concerned; null when nothing does.</param>
/// <param name="IsIndirect">The node decides whether something exists that the condition reads.</param>
internal readonly record struct DependentCondition(BoundCondition Condition, SchemaNode Anchor, ReadLimit? Limit, bool IsIndirect);
