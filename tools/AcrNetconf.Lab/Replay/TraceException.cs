namespace AcrNetconf.Lab.Replay;

/// <summary>A file that cannot be read as what it should be; the message is one sentence with file and line.</summary>
internal sealed class TraceException(string path, long line, string problem) : Exception($"{path}:{line}: {problem}");
