namespace AcrNetconf.Lab.Analysis;

/// <summary>What a mask limits.</summary>
public enum WanderQuantity
{
    Mtie,
    Tdev,
}
