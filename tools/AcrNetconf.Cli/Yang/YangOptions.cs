namespace AcrNetconf.Cli.Yang;

/// <summary>Arguments that lint and validate share, and those of validate.</summary>
internal sealed class YangOptions
{
    /// <summary>-p: directories to look for modules in.</summary>
    public List<string> SearchPath { get; } = [];

    /// <summary>-F: all, none, or MODULE:feature,feature.</summary>
    public List<string> Features { get; } = [];

    /// <summary>-m: modules to implement, by name or file.</summary>
    public List<string> Modules { get; } = [];

    /// <summary>Whatever is not an option.</summary>
    public List<string> Files { get; } = [];

    public string? Type { get; private set; }

    public string? Operational { get; set; }

    public string? Request { get; set; }

    public bool Json { get; private set; }

    public bool Help { get; private set; }

    /// <summary>Reads a command line; null with the reason when it makes no sense.</summary>
    public static YangOptions? Parse(IReadOnlyList<string> arguments, out string? problem)
    {
        var options = new YangOptions();
        problem = null;
        for (var i = 0; i < arguments.Count && problem is null; i++)
        {
            var argument = arguments[i];
            switch (argument)
            {
                case "--json":
                    options.Json = true;
                    break;
                case "--help" or "-h":
                    options.Help = true;
                    break;
                case "-p" or "-F" or "-m" or "--path" or "--features" or "--module" or "--type" or "-t" or "--operational" or "--request":
                    if (i + 1 == arguments.Count)
                    {
                        problem = $"{argument} needs a value";
                        break;
                    }

                    options.Set(argument, arguments[++i]);
                    break;
                default:
                    if (argument.Length > 1 && argument[0] == '-')
                    {
                        problem = $"unknown option {argument}";
                    }
                    else
                    {
                        options.Files.Add(argument);
                    }

                    break;
            }
        }

        return problem is null ? options : null;
    }

    private void Set(string option, string value)
    {
        switch (option)
        {
            case "-p" or "--path":
                SearchPath.Add(value);
                break;
            case "-F" or "--features":
                Features.Add(value);
                break;
            case "-m" or "--module":
                Modules.Add(value);
                break;
            case "--operational":
                Operational = value;
                break;
            case "--request":
                Request = value;
                break;
            default:
                Type = value;
                break;
        }
    }
}
