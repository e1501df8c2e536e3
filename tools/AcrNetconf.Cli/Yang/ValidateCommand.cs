using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Cli.Yang;

/// <summary><c>acr yang validate</c>: is this document what the modules allow?</summary>
internal sealed class ValidateCommand(ModuleSetCompiler compiler)
{
    public const string Usage =
        """
        usage: acr yang validate [-p DIR]... [-F FEATURES]... [-m MODULE-OR-FILE]... [--type TYPE] [--operational FILE] [--request FILE] [--json] INSTANCE.xml
          INSTANCE.xml         the document; - for standard input
          -p DIR               directory with modules; repeatable
          -F all|none|M:f1,f2  features; repeatable (default all)
          -m MODULE-OR-FILE    module to implement; repeatable (default: those of the search path whose namespaces occur)
          --type TYPE          config, data, edit, rpc, action, reply, notification (default: by the root element)
          --operational FILE   data an rpc, action or notification refers to; configuration an edit is applied to
          --request FILE       the rpc a reply answers
        """;

    /// <summary>Runs the command. Never throws on what files contain.</summary>
    public YangCommandResult Run(IReadOnlyList<string> arguments)
    {
        if (YangOptions.Parse(arguments, out var problem) is not { } options)
        {
            return YangCommandResult.Usage(problem!); // set whenever there are no options
        }

        if (options.Files.Count != 1)
        {
            return YangCommandResult.Usage("exactly one instance document is needed");
        }

        try
        {
            using var spool = new DocumentSpool();
            options.Operational = options.Operational is { } operational ? spool.PathOf(operational) : null;
            options.Request = options.Request is { } request ? spool.PathOf(request) : null;
            return Run(options, spool.PathOf(options.Files[0]));
        }
        catch (XmlException exception)
        {
            return YangCommandResult.Of([new("malformed-message", null, null, exception.Message)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return YangCommandResult.Usage(exception.Message);
        }
    }

    private YangCommandResult Run(YangOptions options, string document)
    {
        var modules = options.Modules.Count > 0 ? options.Modules : NamespaceFinder.FindModules(document, options.SearchPath);
        var findings = new List<YangFinding>();
        var compilation = compiler.Compile(options, modules, findings);
        if (compilation?.Context is not { } context)
        {
            findings.AddRange((compilation?.Diagnostics ?? []).Where(found => found.Severity == DiagnosticSeverity.Error).Select(YangFinding.Of));
            return new(2, findings);
        }

        var root = InstanceReader.FirstElement(document);
        var type = options.Type ?? TypeOf(root);
        var instance = new InstanceCheck(context, options);
        IEnumerable<Violation> violations = type switch
        {
            "config" => instance.Tree(document, root, ValidationScope.Config),
            "data" => instance.Tree(document, root, ValidationScope.Data),
            "edit" => instance.Edit(document, root),
            "rpc" => instance.Rpc(document, root),
            "action" => instance.Action(document, root),
            "reply" => instance.Reply(document),
            "notification" => instance.Notification(document, root),
            _ => throw new IOException($"unknown type {type}"),
        };
        return YangCommandResult.Of([.. violations.Select(YangFinding.Of)]);
    }

    private static string TypeOf((string Namespace, string Name)? root) => root switch
    {
        (InstanceReader.Base, "config") => "config",
        (InstanceReader.Base, "rpc") => "rpc",
        (InstanceReader.Base, "rpc-reply") => "reply",
        (InstanceReader.Base, "edit-config") => "edit",
        (InstanceReader.Notifications, "notification") => "notification",
        (InstanceReader.Yang, "action") => "action",
        _ => "data",
    };
}
