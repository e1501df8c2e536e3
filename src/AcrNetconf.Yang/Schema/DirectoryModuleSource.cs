namespace AcrNetconf.Yang.Schema;

/// <summary>Modules in directories, as files <c>name.yang</c> or <c>name@revision.yang</c> (RFC 7950 §5.2). Earlier directories win.</summary>
/// <remarks>Directories are listed once, at the first question. A file that cannot be read counts as absent.</remarks>
public sealed class DirectoryModuleSource : IModuleSource
{
    private readonly string[] _directories;
    private readonly Dictionary<string, List<(string? Revision, string Path)>> _files = [];
    private bool _isListed;

    /// <param name="directories">Directories to look in; those that do not exist are ignored. A trailing <c>/**</c> includes subdirectories.</param>
    public DirectoryModuleSource(params IEnumerable<string> directories) => _directories = [.. directories];

    /// <inheritdoc/>
    public ModuleText? Find(string name, string? revision)
    {
        List();
        if (!_files.TryGetValue(name, out var candidates))
        {
            return null;
        }

        (string? Revision, string Path)? best = null;
        foreach (var candidate in candidates)
        {
            // A file without a date in its name may hold any revision; the loader looks inside.
            if (revision is not null && candidate.Revision == revision)
            {
                return Read(name, candidate);
            }

            if (best is null || (revision is null
                ? candidate.Revision is null && best.Value.Revision is null ? false : string.CompareOrdinal(candidate.Revision, best.Value.Revision) > 0
                : candidate.Revision is null && best.Value.Revision is not null))
            {
                best = candidate;
            }
        }

        if (revision is not null && best?.Revision is not null)
        {
            return null;
        }

        return best is { } found ? Read(name, found) : null;
    }

    private static ModuleText? Read(string name, (string? Revision, string Path) file)
    {
        try
        {
            return new(name, file.Revision, File.ReadAllText(file.Path), file.Path);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void List()
    {
        if (_isListed)
        {
            return;
        }

        _isListed = true;
        foreach (var entry in _directories)
        {
            var isDeep = entry.EndsWith("/**", StringComparison.Ordinal);
            var directory = isDeep ? entry[..^3] : entry;
            if (!Directory.Exists(directory))
            {
                continue;
            }

            foreach (var path in Directory.EnumerateFiles(directory, "*.yang", isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
            {
                var name = Path.GetFileNameWithoutExtension(path);
                var at = name.IndexOf('@');
                var key = at < 0 ? name : name[..at];
                if (!_files.TryGetValue(key, out var list))
                {
                    _files.Add(key, list = []);
                }

                list.Add((at < 0 ? null : name[(at + 1)..], path));
            }
        }
    }
}
