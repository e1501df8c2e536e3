namespace AcrNetconf.Cli.Yang;

/// <summary>Copies of what can be read only once, standard input and pipes: a document is read for its namespaces, its root and its content.</summary>
internal sealed class DocumentSpool : IDisposable
{
    private readonly List<string> _copies = [];

    /// <summary>The file itself, or a copy of it; "-" is standard input.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string PathOf(string file)
    {
        using Stream source = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        if (source.CanSeek)
        {
            return file;
        }

        var copy = Path.GetTempFileName();
        _copies.Add(copy);
        using var target = File.Create(copy);
        source.CopyTo(target);
        return copy;
    }

    public void Dispose() => _copies.ForEach(File.Delete);
}
