namespace AcrNetconf.Cli.Yang;

/// <summary>A document with an element around it: bare top-level nodes become one well-formed document without being copied.</summary>
internal sealed class WrappedTextReader(string before, TextReader content, string after) : TextReader
{
    private readonly StringReader _before = new(before);
    private readonly StringReader _after = new(after);
    private int _part;

    public override int Peek()
    {
        var c = Current.Peek();
        return c >= 0 || _part == 2 ? c : Next().Peek();
    }

    public override int Read()
    {
        while (true)
        {
            var c = Current.Read();
            if (c >= 0 || _part == 2)
            {
                return c;
            }

            _part++;
        }
    }

    public override int Read(char[] buffer, int index, int count)
    {
        while (true)
        {
            var read = Current.Read(buffer, index, count);
            if (read > 0 || _part == 2)
            {
                return read;
            }

            _part++;
        }
    }

    public override int Read(Span<char> buffer)
    {
        while (true)
        {
            var read = Current.Read(buffer);
            if (read > 0 || _part == 2)
            {
                return read;
            }

            _part++;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _before.Dispose();
            content.Dispose();
            _after.Dispose();
        }

        base.Dispose(disposing);
    }

    private TextReader Current => _part switch { 0 => _before, 1 => content, _ => _after };

    private TextReader Next()
    {
        _part++;
        return Current;
    }
}
