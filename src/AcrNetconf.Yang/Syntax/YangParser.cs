using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AcrNetconf.Yang.Syntax;

/// <summary>YANG text to statement tree (RFC 7950 §6.3), grammar checked. Never throws; reports every error it can tell apart.</summary>
public static class YangParser
{
    private const int MaxDepth = 256;
    private const int MaxSyntaxErrors = 50;

    /// <summary>Reads a module or submodule and checks it against the grammar of its YANG version.</summary>
    /// <param name="text">The text, of any content.</param>
    /// <param name="fileName">Label for positions, or null.</param>
    public static ParseResult Parse(string text, string? fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        var diagnostics = new List<Diagnostic>();
        var version11 = new List<Diagnostic>();
        ReportForbiddenCharacter(text, fileName, diagnostics);
        var root = ReadTree(text, fileName, diagnostics, version11);
        if (root is not null)
        {
            if (root.ArgumentOf(YangKeyword.YangVersion) == "1.1")
            {
                diagnostics.AddRange(version11);
            }

            GrammarChecker.Check(root, diagnostics);
        }

        return new(root, [.. diagnostics]);
    }

    private static void ReportForbiddenCharacter(string text, string? fileName, List<Diagnostic> diagnostics)
    {
        var at = Types.Lexical.IndexOfForbidden(text);
        if (at >= 0)
        {
            var before = text.AsSpan(0, at);
            var position = new SourceSpan(fileName, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
            diagnostics.Add(new("syntax", DiagnosticSeverity.Error, position, $"character U+{(int)text[at]:X4} is not allowed in YANG", "RFC 7950 §6"));
        }
    }

    private static Statement? ReadTree(string text, string? fileName, List<Diagnostic> diagnostics, List<Diagnostic> version11)
    {
        var lexer = new YangLexer(text, fileName, diagnostics, version11);
        var open = new Stack<Frame>();
        var finished = new List<Statement>(); // children of open statements, innermost last
        while (diagnostics.Count < MaxSyntaxErrors)
        {
            lexer.SkipSeparator();
            if (lexer.IsAtEnd)
            {
                break;
            }

            if (lexer.Current == '}')
            {
                if (open.Count == 0)
                {
                    Report(diagnostics, lexer.Position, "\"}\" closes nothing");
                }
                else
                {
                    Close(open.Pop(), finished);
                }

                lexer.Advance();
                continue;
            }

            if (open.Count == 0 && finished.Count > 0)
            {
                Report(diagnostics, lexer.Position, $"{lexer.Describe()} found after the end of the {finished[0].Keyword}");
                break;
            }

            ReadStatement(ref lexer, open, finished, diagnostics);
        }

        if (open.Count > 0)
        {
            if (lexer.IsAtEnd)
            {
                Report(diagnostics, lexer.Position, $"the text ends inside the {open.Peek().Keyword} statement of line {open.Peek().Span.Line}");
            }

            while (open.TryPop(out var frame))
            {
                Close(frame, finished);
            }
        }

        if (finished.Count == 0)
        {
            if (diagnostics.Count == 0)
            {
                Report(diagnostics, new(fileName, 1, 1), "the text holds no module");
            }

            return null;
        }

        return finished[0];
    }

    private static void ReadStatement(ref YangLexer lexer, Stack<Frame> open, List<Statement> finished, List<Diagnostic> diagnostics)
    {
        var position = lexer.Position;
        if (!lexer.TryReadKeyword(out var prefix, out var keyword, out var kind))
        {
            Report(diagnostics, position, $"{lexer.Describe()} found where a statement should start");
            lexer.Advance();
            lexer.Recover();
            SkipTerminator(ref lexer);
            return;
        }

        var hasSeparator = lexer.SkipSeparator();
        string? argument = null;
        if (lexer.Current is not (';' or '{') && !lexer.IsAtEnd && lexer.Current != '}')
        {
            if (!hasSeparator)
            {
                Report(diagnostics, lexer.Position, $"{lexer.Describe()} found directly after the keyword \"{keyword}\"; a blank should separate them");
            }

            argument = lexer.ReadArgument();
            lexer.SkipSeparator();
        }

        switch (lexer.Current)
        {
            case ';':
                lexer.Advance();
                break;
            case '{' when open.Count >= MaxDepth:
                Report(diagnostics, position, $"statements are nested more than {MaxDepth} deep");
                lexer.Advance();
                break;
            case '{':
                lexer.Advance();
                open.Push(new(prefix, keyword, kind, argument, position, finished.Count));
                return;
            default:
                Report(diagnostics, lexer.Position, $"{lexer.Describe()} found where \";\" or \"{{\" should end or continue \"{keyword}\"");
                lexer.Recover();
                SkipTerminator(ref lexer);
                break;
        }

        finished.Add(new(prefix, keyword, kind, argument, position, []));
    }

    private static void SkipTerminator(ref YangLexer lexer)
    {
        if (lexer.Current == ';')
        {
            lexer.Advance();
        }
    }

    private static void Close(Frame frame, List<Statement> finished)
    {
        var count = finished.Count - frame.FirstChild;
        ImmutableArray<Statement> children = [];
        if (count > 0)
        {
            var array = new Statement[count];
            finished.CopyTo(frame.FirstChild, array, 0, count);
            finished.RemoveRange(frame.FirstChild, count);
            children = ImmutableCollectionsMarshal.AsImmutableArray(array);
        }

        finished.Add(new(frame.Prefix, frame.Keyword, frame.Kind, frame.Argument, frame.Span, children));
    }

    private static void Report(List<Diagnostic> diagnostics, SourceSpan position, string message)
        => diagnostics.Add(new("syntax", DiagnosticSeverity.Error, position, message, "RFC 7950 §6.3"));

    private readonly record struct Frame(string? Prefix, string Keyword, YangKeyword Kind, string? Argument, SourceSpan Span, int FirstChild);
}
