namespace AcrNetconf.Yang.Schema;

/// <summary>Where imported and included modules come from.</summary>
public interface IModuleSource
{
    /// <summary>The text of a module or submodule; without a revision the newest one known. Null when there is none.</summary>
    ModuleText? Find(string name, string? revision);
}
