namespace AcrNetconf.Yang.Validation;

/// <summary>Order in which violations are reported: the first ones may be the cause of later ones.</summary>
internal enum ViolationPhase
{
    Existence,
    Reference,
    Structure,
    Must,
}
