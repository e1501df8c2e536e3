using System.Diagnostics.CodeAnalysis;
using System.Xml;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Netconf.Operations;

/// <summary>Configurations in files that requests name by URL (RFC 6241 §8.8): scheme file, inside one directory.</summary>
/// <remarks>A path that leaves the directory, by dots or by symbolic links, is refused. Thread-safe; a file is replaced as a whole.</remarks>
/// <param name="directory">The directory; null when :url is off.</param>
/// <param name="limits">Bounds of size and depth, as for messages.</param>
internal sealed class UrlFiles(string? directory, SessionLimits limits)
{
    private readonly string? _directory = directory is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    public bool IsServed => _directory is not null;

    /// <summary>Reads the config element of a file.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="read">Gets a reader on the config element.</param>
    /// <param name="content">What it made of it.</param>
    /// <param name="error">Why not, otherwise.</param>
    public bool TryRead<T>(string url, Func<XmlReader, T> read, [MaybeNullWhen(false)] out T content, [NotNullWhen(false)] out RpcError? error)
    {
        content = default;
        if (!TryResolve(url, out var path, out error))
        {
            return false;
        }

        try
        {
            if (new FileInfo(path).Length > limits.MaxMessageBytes)
            {
                error = RpcError.TooBig(ErrorType.Protocol, $"{url}: the file has more than {limits.MaxMessageBytes} bytes");
                return false;
            }

            using var reader = MessageXml.Open(File.ReadAllBytes(path), limits.MaxDepth);
            if (reader.LocalName != "config" || reader.NamespaceURI is not (NetconfNames.Base or ""))
            {
                error = RpcError.InvalidValue(ErrorType.Protocol, $"{url}: a configuration stands in an element config, found {reader.LocalName}");
                return false;
            }

            content = read(reader);
            return true;
        }
        catch (XmlException fault)
        {
            error = RpcError.InvalidValue(ErrorType.Protocol, $"{url}: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error = RpcError.OperationFailed(ErrorType.Application, $"{url} cannot be read: {fault.Message}");
        }

        return false;
    }

    /// <summary>Replaces a file; null on success.</summary>
    public RpcError? Write(string url, ReadOnlySpan<byte> document)
    {
        if (!TryResolve(url, out var path, out var error))
        {
            return error;
        }

        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                file.Write(document);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            return RpcError.OperationFailed(ErrorType.Application, $"{url} cannot be written: {fault.Message}");
        }
    }

    /// <summary>Deletes a file; null on success.</summary>
    public RpcError? Delete(string url)
    {
        if (!TryResolve(url, out var path, out var error))
        {
            return error;
        }

        if (!File.Exists(path))
        {
            return RpcError.DataMissing($"{url}: there is no such file");
        }

        try
        {
            File.Delete(path);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return RpcError.OperationFailed(ErrorType.Application, $"{url} cannot be deleted: {fault.Message}");
        }
    }

    private bool TryResolve(string url, out string path, [NotNullWhen(false)] out RpcError? error)
    {
        path = "";
        if (_directory is null)
        {
            error = RpcError.OperationNotSupported(ErrorType.Protocol, "this server has no :url capability");
            return false;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeFile || uri.Host is not ("" or "localhost"))
        {
            error = RpcError.InvalidValue(ErrorType.Protocol, $"url \"{url}\": this server takes file:///PATH");
            return false;
        }

        path = Path.GetFullPath(uri.LocalPath);
        if (!path.StartsWith(_directory + "/", StringComparison.Ordinal) || path.Contains('\0') || HasLink(path))
        {
            error = RpcError.AccessDenied(ErrorType.Protocol, $"url \"{url}\": only files inside {_directory} are served");
            return false;
        }

        error = null;
        return true;
    }

    private bool HasLink(string path)
    {
        for (var part = path; part is not null && part.Length > _directory!.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}
