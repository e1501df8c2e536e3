namespace AcrNetconf.Yang.Data;

/// <summary>Names one node of a data tree.</summary>
public sealed partial class InstancePath
{
}
