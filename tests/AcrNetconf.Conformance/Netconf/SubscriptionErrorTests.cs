using System.Xml.Linq;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>error-info of refused subscriptions, in every answer the protocol cases expect, is what the modules say (rc:yang-data).</summary>
[TestClass]
public sealed class SubscriptionErrorTests
{
    private static readonly SchemaContext Schema = NetconfHost.Schema;

    [TestMethod]
    [TestProperty("row", "8640-7")]
    public void Error_info_is_an_instance_of_the_structure_it_names()
    {
        var names = new HashSet<string>();
        foreach (var file in Directory.GetFiles(NetconfCaseTests.Root, "*-reply.xml", SearchOption.AllDirectories))
        {
            foreach (var info in XElement.Parse(File.ReadAllText(file)).Descendants().Where(e => e.Name.LocalName == "error-info").Elements())
            {
                if (Schema.FindModuleByNamespace(info.Name.NamespaceName)?.Structures is { } structures)
                {
                    names.Add(Check(info, structures, file));
                }
            }
        }

        CollectionAssert.IsSubsetOf(
            new[] { "establish-subscription-stream-error-info", "establish-subscription-datastore-error-info", "modify-subscription-datastore-error-info" }, names.ToArray());
    }

    private static string Check(XElement info, RootSchema structures, string file)
    {
        // What yang-data is called is not part of the data (RFC 8040 §8): the container stands inside.
        var container = structures.Children.OfType<ContainerSchema>().SelectMany(s => s.Children).OfType<ContainerSchema>().SingleOrDefault(c => c.Name == info.Name.LocalName);
        Assert.IsNotNull(container, $"{file}: {info.Name} is no structure");
        foreach (var element in info.Elements())
        {
            var leaf = container.Children.OfType<LeafSchema>().SingleOrDefault(l => l.Name == element.Name.LocalName && l.Module.Namespace == element.Name.NamespaceName);
            Assert.IsNotNull(leaf, $"{file}: {container.Name} has no {element.Name}");
            Assert.IsTrue(leaf.Type.TryParse(element.Value, new Scope(element), out _, out var violation), $"{file}: {element}: {violation?.Message}");
        }

        foreach (var leaf in container.Children.OfType<LeafSchema>().Where(l => l.IsMandatory))
        {
            Assert.IsTrue(info.Elements().Any(e => e.Name.LocalName == leaf.Name), $"{file}: {container.Name} needs {leaf.Name}");
        }

        // The reason is the app-tag; RFC 8640 §7 does not want it twice.
        Assert.IsFalse(info.Elements().Any(e => e.Name.LocalName == "reason"), file);
        return container.Name;
    }

    private sealed class Scope(XElement element) : IPrefixResolver
    {
        public YangModule? Resolve(string prefix)
        {
            var @namespace = prefix.Length == 0 ? element.GetDefaultNamespace() : element.GetNamespaceOfPrefix(prefix);
            return @namespace is null ? null : Schema.FindModuleByNamespace(@namespace.NamespaceName);
        }
    }
}
