using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AcrNetconf.Conformance.Yang.Installed;
using AcrNetconf.UnitTests.Yang.Validation.RandomModels;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Conformance.Yang;

/// <summary>The JSON of random instances of random modules against yanglint's for the same XML.</summary>
[TestClass]
public sealed class YanglintJsonTests
{
    private static readonly int Instances
        = int.TryParse(Environment.GetEnvironmentVariable("ACR_FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 150;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Random_instances_have_the_json_yanglint_gives_them()
    {
        if (!File.Exists(InstalledModule.Yanglint))
        {
            Assert.Inconclusive("yanglint is not installed (Debian package libyang2-tools)");
        }

        var directory = Directory.CreateTempSubdirectory("acr-json-");
        try
        {
            var (same, refused) = (0, 0);
            for (var seed = 1; seed <= Instances; seed++)
            {
                var random = new Random(seed);
                var (context, text) = RandomModel.Create(random, hasAnydata: false);
                var edits = new RandomEdits(random, context);
                var tree = Enumerable.Range(0, 60).Aggregate(
                    DataTree.Empty(context), (before, _) => Normaliser.Normalise(DataDiff.Between(before, edits.Edit(before))).Tree);
                if (tree.Root.Children.IsEmpty)
                {
                    continue;
                }

                var xml = XmlDataWriter.ToText(context, tree.Root);
                if (Theirs(directory.FullName, text, xml) is not { } theirs)
                {
                    refused++;
                    continue;
                }

                var ours = JsonDataWriter.ToText(tree.Root);
                Assert.IsTrue(JsonNode.DeepEquals(JsonNode.Parse(theirs), JsonNode.Parse(ours)), $"seed {seed}\n{text}\n{xml}\nyanglint {theirs}\nwe {ours}");
                same++;
            }

            TestContext.WriteLine($"{same} instances have the same JSON, yanglint refuses {refused} modules or instances");
            Assert.IsGreaterThan(Instances / 3, same);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string? Theirs(string directory, string modules, string xml)
    {
        var cut = modules.IndexOf("module g ", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(directory, "t.yang"), modules[..cut]);
        File.WriteAllText(Path.Combine(directory, "g.yang"), modules[cut..]);
        File.WriteAllText(Path.Combine(directory, "data.xml"), xml);
        string[] arguments = ["-t", "getconfig", "-f", "json", "-p", directory, .. new[] { "t.yang", "g.yang", "data.xml" }.Select(name => Path.Combine(directory, name))];
        using var process = Process.Start(new ProcessStartInfo(InstalledModule.Yanglint, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!; // it is installed
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && output.Length > 0 ? output : null;
    }
}
