namespace AcrNetconf.Yang.Schema;

/// <summary>Modules held in memory.</summary>
public sealed class MemoryModuleSource : IModuleSource
{
    private readonly List<ModuleText> _texts = [];

    public MemoryModuleSource(params IEnumerable<ModuleText> texts) => _texts.AddRange(texts);

    public void Add(ModuleText text) => _texts.Add(text);

    /// <inheritdoc/>
    public ModuleText? Find(string name, string? revision)
    {
        ModuleText? best = null;
        foreach (var text in _texts)
        {
            if (text.Name == name && (revision is null || text.Revision == revision)
                && (best is null || string.CompareOrdinal(text.Revision, best.Revision) > 0))
            {
                best = text;
            }
        }

        return best;
    }
}
