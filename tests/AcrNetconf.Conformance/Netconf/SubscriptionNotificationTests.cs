using System.Diagnostics;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>What subscribers are sent in the cases is valid by the modules, in the judgement of another implementation.</summary>
[TestClass]
public sealed class SubscriptionNotificationTests
{
    private static readonly string[] Modules =
    [
        "yang/ietf/ietf-netconf-acm@2018-02-14.yang", "yang/ietf/ietf-netconf-notifications@2012-02-06.yang", "yang/ietf/ietf-datastores@2018-02-14.yang",
        "yang/ietf/ietf-subscribed-notifications@2019-09-09.yang", "yang/ietf/ietf-yang-push@2019-09-09.yang", "yang/acr-subscriptions.yang", "tests/AcrNetconf.Conformance/Netconf/acr-test.yang",
    ];

    [TestMethod]
    [TestProperty("row", "8641-3.7")]
    public void Yanglint_accepts_every_notification_of_a_subscription()
    {
        var judged = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(NetconfHost.Repository, "tests/AcrNetconf.Conformance/Netconf/Cases"), "*-notification.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // What names configured nodes would need them given to yanglint.
            var text = File.ReadAllText(file);
            if ((text.Contains("yang:ietf-yang-push", StringComparison.Ordinal) || text.Contains("yang:ietf-subscribed-notifications", StringComparison.Ordinal))
                && !text.Contains("<netconf-config-change", StringComparison.Ordinal) && !text.Contains("<selection-filter-ref", StringComparison.Ordinal) && !text.Contains("<stream-filter-name", StringComparison.Ordinal))
            {
                Judge(file);
                judged++;
            }
        }

        Assert.IsGreaterThan(30, judged);
    }

    private static void Judge(string file)
    {
        string[] arguments =
        [
            "-p", "yang", "-p", "yang/ietf", "-F", "ietf-subscribed-notifications:configured,encode-xml,replay,subtree,xpath", "-F", "ietf-yang-push:on-change", "-F", "acr-test:",
            .. Modules, .. Directory.GetFiles(Path.GetDirectoryName(file)!, "*.yang"), "-t", "nc-notif", file, // a file is in a directory
        ];
        using var yanglint = Process.Start(new ProcessStartInfo("yanglint", arguments) { WorkingDirectory = NetconfHost.Repository, RedirectStandardError = true, RedirectStandardOutput = true })!; // starts or throws
        var errors = yanglint.StandardError.ReadToEnd();
        yanglint.WaitForExit();
        Assert.AreEqual(0, yanglint.ExitCode, $"{Path.GetRelativePath(NetconfHost.Repository, file)}: {errors}");
    }
}
