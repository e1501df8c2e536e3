namespace AcrNetconf.Interop.Support;

/// <summary>Compares a text with the approved one in the tree; <c>ACR_UPDATE_EXPECTED=1</c> approves what is there now.</summary>
internal static class Approved
{
    /// <param name="name">File below the project's folder, copied beside the tests.</param>
    /// <param name="actual">The text.</param>
    public static void Verify(string name, string actual)
    {
        var source = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../..", name));
        if (Environment.GetEnvironmentVariable("ACR_UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(source, actual);
        }

        Assert.AreEqual(File.ReadAllText(source), actual, actual);
    }
}
