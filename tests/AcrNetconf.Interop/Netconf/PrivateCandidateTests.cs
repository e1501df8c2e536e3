using System.Globalization;
using AcrNetconf.Interop.Ssh;

namespace AcrNetconf.Interop.Netconf;

/// <summary>Candidates of sessions' own, asked for and used by a client that others wrote.</summary>
[TestClass]
public sealed class PrivateCandidateTests
{
    [TestMethod]
    [TestProperty("row", "privcand-4.5 privcand-4.7.3 privcand-4.8.1 privcand-4.8.2-commit privcand-4.8.2-lock")]
    public void Sessions_of_ncclient_edit_side_by_side_and_resolve_their_conflicts()
    {
        using var agent = Served.Start("--capability", "private-candidate");
        agent.ConnectWhenUp().Dispose();
        var port = agent.Folder.Port.ToString(CultureInfo.InvariantCulture);
        var run = Tool.Run(Tool.Python, Path.Combine(Served.ModuleFolder, "private_candidate.py"), port, Served.PasswordUser, Served.Password);
        Assert.AreEqual("ok private candidates", run.Text.Trim(), run.Errors);
    }
}
