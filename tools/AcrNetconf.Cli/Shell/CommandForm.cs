namespace AcrNetconf.Cli.Shell;

/// <summary>A command of the feature whose words differ from the names of the model.</summary>
/// <param name="Words">The command below <c>ptp-adaptive</c>; <c>$</c> stands for the value.</param>
/// <param name="Sets">What it sets: paths below the container with their values, <c>$</c> for the typed one.</param>
/// <param name="Undo">Words after <c>undo ptp-adaptive</c> that remove it, beside the command as typed.</param>
/// <param name="Removes">Paths that undo removes; empty means those of <paramref name="Sets"/>.</param>
/// <param name="Help">One sentence; empty takes the description of the first path.</param>
internal sealed record CommandForm(string Words, (string Path, string Value)[] Sets, string[] Undo, string[] Removes, string Help = "")
{
    /// <summary>The path whose value is typed, or null.</summary>
    public string? ValuePath => Sets.Where(s => s.Value == "$").Select(s => s.Path).FirstOrDefault();
}
