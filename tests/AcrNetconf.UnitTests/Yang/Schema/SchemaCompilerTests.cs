using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.UnitTests.Yang.Schema;

[TestClass]
public sealed class SchemaCompilerTests
{
    private const string Base = """
        module base { yang-version 1.1; namespace "urn:base"; prefix b; revision 2020-01-01;
          feature f; identity kind;
          typedef percent { type uint8 { range "0..100"; } default 50; units "%"; }
          grouping g { leaf a { type percent; } container c { leaf x { type leafref { path "../../a"; } } } }
          container top { presence p; list l { key "k j"; leaf k { type string; } leaf j { type int8; } leaf v { type string; } } choice ch { leaf one { type string; } case two { leaf x2 { type string; } leaf y2 { if-feature f; type string; } } } }
        }
        """;

    [TestMethod]
    public void Node_of_grouping_belongs_to_the_using_module()
    {
        var context = Modules.Context(Modules.Wrap("import base { prefix q; } container u { uses q:g { refine a { default 7; } when \"../z\"; } }"), Base);
        var a = Modules.Node<LeafSchema>(context, "u/a");
        Assert.AreEqual("m", a.Module.Name);
        Assert.AreEqual("7", a.Default?.ToString());
        Assert.AreEqual("%", a.Units);
        Assert.AreEqual("base:percent", a.Type.TypedefName);
        Assert.AreSame(Modules.Node<ContainerSchema>(context, "u"), a.Whens[0].Context);
        var x = Modules.Node<LeafSchema>(context, "u/c/x");
        Assert.AreSame(a, ((LeafRefType)x.Type).Target);
    }

    [TestMethod]
    public void Typedef_default_applies_unless_mandatory_or_key()
    {
        var context = Modules.Context(Modules.Wrap("typedef t { type int8; default 3; } leaf a { type t; } leaf b { type t; mandatory true; } list l { key k; leaf k { type t; } } leaf-list ll { type t; }"));
        Assert.AreEqual("3", Modules.Node<LeafSchema>(context, "a").Default?.ToString());
        Assert.IsNull(Modules.Node<LeafSchema>(context, "b").Default);
        Assert.IsNull(Modules.Node<LeafSchema>(context, "l/k").Default);
        Assert.AreEqual("3", Modules.Node<LeafListSchema>(context, "ll").Defaults.Single().ToString());
    }

    [TestMethod]
    public void Augmented_module_becomes_implemented_and_keeps_the_augmenting_namespace()
    {
        var context = Modules.Context(Modules.Wrap("import base { prefix q; } augment /q:top/q:ch/q:two { when \"q:l\"; leaf z { type string; } }"), Base);
        Assert.IsTrue(context.FindModule("base")!.IsImplemented);
        var z = Modules.Node<LeafSchema>(context, "top/ch/two/z");
        Assert.AreEqual("/base:top/ch/two/m:z", z.SchemaPath);
        Assert.AreSame(Modules.Node<ContainerSchema>(context, "top"), z.Whens.Single().Context);
        Assert.AreSame(z, Modules.Node<ContainerSchema>(context, "top").FindDataChild("urn:m", "z"));
    }

    [TestMethod]
    public void Module_only_imported_is_not_implemented()
    {
        var context = Modules.Context(Modules.Wrap("import base { prefix q; } leaf a { type q:percent; }"), Base);
        Assert.IsFalse(context.FindModule("base")!.IsImplemented);
        Assert.HasCount(1, context.Root.Children);
    }

    [TestMethod]
    public void Leafref_into_imported_module_implements_it()
    {
        var context = Modules.Context(Modules.Wrap("import base { prefix q; } leaf a { type leafref { path \"/q:top/q:l/q:v\"; } }"), Base);
        Assert.IsTrue(context.FindModule("base")!.IsImplemented);
        Assert.AreSame(Modules.Node<LeafSchema>(context, "top/l/v"), ((LeafRefType)Modules.Node<LeafSchema>(context, "a").Type).Target);
    }

    [TestMethod]
    public void Feature_switched_off_removes_nodes_enums_and_identities()
    {
        var text = Modules.Wrap("feature f; identity i; identity j { if-feature f; base i; } leaf a { if-feature f; type string; } leaf e { type enumeration { enum x { if-feature f; } enum y; } } container c { if-feature \"not f\"; }");
        var off = Modules.Compile(FeatureSelection.None, text).Context!;
        Assert.AreEqual("e c", string.Join(' ', off.Root.Children.Select(n => n.Name)));
        Assert.AreEqual("y", ((EnumerationType)Modules.Node<LeafSchema>(off, "e").Type).Items.Single().Name);
        Assert.IsFalse(off.Modules[0].Identities["j"].IsEnabled);
        var on = Modules.Compile(FeatureSelection.Only("f"), text).Context!;
        Assert.AreEqual("a e", string.Join(' ', on.Root.Children.Select(n => n.Name)));
        Assert.AreNotEqual(on.ContentId, off.ContentId);
    }

    [TestMethod]
    public void Config_is_inherited_and_meaningless_in_operations()
    {
        var context = Modules.Context(Modules.Wrap("container s { config false; leaf a { type string; } } rpc r { input { leaf i { config true; type string; } } } notification n { leaf x { type string; } }"));
        Assert.IsFalse(Modules.Node<LeafSchema>(context, "s/a").IsConfig);
        Assert.IsFalse(Modules.Node<LeafSchema>(context, "r/input/i").IsConfig);
        Assert.IsFalse(Modules.Node<LeafSchema>(context, "n/x").IsConfig);
        Assert.IsTrue(Modules.Node<OperationSchema>(context, "r").Output.Children.IsEmpty);
    }

    [TestMethod]
    public void List_keys_come_in_key_order_and_ordinals_in_schema_order()
    {
        var list = Modules.Node<ListSchema>(Modules.Context(Base), "top/l");
        Assert.AreEqual("k j", string.Join(' ', list.Keys.Select(k => k.Name)));
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, list.DataChildren.Select(n => n.Ordinal).ToArray());
        var top = Modules.Node<ContainerSchema>(Modules.Context(Base), "top");
        CollectionAssert.AreEqual(new[] { "l", "one", "x2", "y2" }, top.DataChildren.Select(n => n.Name).ToArray());
    }

    [TestMethod]
    [DataRow("base", "m", DisplayName = "deviated first")]
    [DataRow("m", "base", DisplayName = "deviating first")]
    public void Features_hold_in_whatever_order_modules_are_named(string first, string second)
    {
        var source = new MemoryModuleSource();
        source.Add(Modules.ToText(Base));
        source.Add(Modules.ToText(Modules.Wrap("import base { prefix q; } deviation /q:top/q:l/q:v { deviate not-supported; }")));
        foreach (var features in new[] { FeatureSelection.None, FeatureSelection.All })
        {
            var builder = new SchemaContextBuilder(source);
            foreach (var name in new[] { first, second })
            {
                builder.Implement(name, null, name == "base" ? features : null);
            }

            var context = builder.Compile().Context!; // both modules are good
            Assert.AreEqual(features == FeatureSelection.All, context.FindModule("base")!.Features["f"]);
            Assert.AreEqual(features == FeatureSelection.All ? 2 : 1, Modules.Node<CaseSchema>(context, "top/ch/two").Children.Length);
            Assert.AreEqual("m", context.FindModule("base")!.DeviatedBy.Single());
        }
    }

    [TestMethod]
    public void Deviation_changes_and_removes()
    {
        var context = Modules.Context(
            Modules.Wrap("import base { prefix q; } deviation /q:top/q:l/q:v { deviate replace { type int8; } deviate add { default 4; } } deviation /q:top/q:ch/q:one/q:one { deviate not-supported; }"), Base);
        var v = Modules.Node<LeafSchema>(context, "top/l/v");
        Assert.AreEqual((YangBaseType.Int8, "4"), (v.Type.Base, v.Default?.ToString()));
        Assert.AreEqual("two", Modules.Node<ChoiceSchema>(context, "top/ch").Children.Single().Name);
        Assert.AreEqual("m", context.FindModule("base")!.DeviatedBy.Single());
    }

    [TestMethod]
    public void Submodule_prefixes_and_definitions_are_its_own()
    {
        const string Main = "module m { yang-version 1.1; namespace urn:m; prefix m; include s; leaf a { type t; } }";
        const string Sub = "submodule s { yang-version 1.1; belongs-to m { prefix own; } import base { prefix m; } typedef t { type own:u; } typedef u { type m:percent; } leaf b { type t; must \". > 3\"; } }";
        var context = Modules.Context(Main, Sub, Base);
        Assert.AreEqual("m:t", Modules.Node<LeafSchema>(context, "a").Type.TypedefName);
        var b = Modules.Node<LeafSchema>(context, "b");
        Assert.AreEqual("base", b.Musts.Single().Expression.Prefixes["m"].Name);
        Assert.AreEqual("s", context.FindModule("m")!.Submodules.Single().Name);
    }

    [TestMethod]
    public void Import_by_revision_takes_exactly_that_revision()
    {
        const string Older = "module base { namespace urn:base; prefix b; revision 2019-01-01; typedef percent { type string; } }";
        var context = Modules.Context(Modules.Wrap("import base { prefix q; revision-date 2019-01-01; } import base { prefix n; revision-date 2020-01-01; } leaf a { type q:percent; } leaf b { type n:percent; }"), Base, Older);
        Assert.AreEqual(YangBaseType.String, Modules.Node<LeafSchema>(context, "a").Type.Base);
        Assert.AreEqual(YangBaseType.UInt8, Modules.Node<LeafSchema>(context, "b").Type.Base);
        Assert.IsNull(Modules.Compile(Modules.Wrap("import base { prefix q; revision-date 2018-01-01; }"), Base).Context);
    }

    [TestMethod]
    public void Structures_and_annotations_are_compiled()
    {
        const string Structure = "module ietf-yang-structure-ext { yang-version 1.1; namespace urn:sx; prefix sx; extension structure { argument name; } extension augment-structure { argument path; } }";
        const string Metadata = "module ietf-yang-metadata { namespace urn:md; prefix md; extension annotation { argument name; } }";
        var module = Modules.Context(
            Modules.Wrap("import ietf-yang-structure-ext { prefix sx; } import ietf-yang-metadata { prefix md; } sx:structure s { leaf a { type string; } list l { leaf b { type int8; } } } sx:augment-structure /m:s { leaf c { type string; } } md:annotation note { type string; }"),
            Structure, Metadata).FindModule("m")!;
        Assert.AreEqual("a l c", string.Join(' ', ((ContainerSchema)module.Structures!.Children.Single()).Children.Select(n => n.Name)));
        Assert.IsInstanceOfType<StringType>(module.Annotations["note"]);
    }

    [TestMethod]
    public void Extension_uses_are_kept_on_nodes()
    {
        var context = Modules.Context(Modules.Wrap("extension deny; extension note { argument text; } container c { m:deny; m:note \"x\" { description y; } }"));
        var instances = Modules.Node<ContainerSchema>(context, "c").Extensions;
        CollectionAssert.AreEqual(new[] { ("m", "deny", null), ("m", "note", "x") }, instances.Select(e => (e.Module, e.Name, e.Argument)).ToArray());
        Assert.AreEqual(YangKeyword.Description, instances[1].Substatements.Single().Kind);
    }

    [TestMethod]
    public void Exponential_groupings_are_refused_in_bounded_time()
    {
        var body = string.Concat(Enumerable.Range(1, 60).Select(i => $"grouping g{i} {{ container a {{ uses g{i - 1}; }} container b {{ uses g{i - 1}; }} }} "));
        var result = Modules.Compile(Modules.Wrap("grouping g0 { leaf x { type string; } } " + body + "uses g60;"));
        Assert.IsTrue(result.Diagnostics.Any(d => d.Code == "too-large"));
    }

    [TestMethod]
    public void Long_chain_of_groupings_is_refused_not_fatal()
    {
        var body = string.Concat(Enumerable.Range(1, 5000).Select(i => $"grouping g{i} {{ container a {{ uses g{i - 1}; }} }} "));
        Assert.IsNull(Modules.Compile(Modules.Wrap("grouping g0 { leaf x { type string; } } " + body + "uses g5000;")).Context);
    }

    [TestMethod]
    public void All_errors_of_a_module_are_reported_in_order()
    {
        var lines = Modules.Compile("""
            module m { yang-version 1.1; namespace "urn:m"; prefix m;
              leaf a { type nowhere; }
              leaf b { type int8 { range 5..1; } }
              container c { uses nothing; }
              list l { leaf x { type string; } }
              leaf d { type leafref { path ../zz; } }
              leaf e { type int8; default x; }
            }
            """).Diagnostics.Select(d => d.Span.Line).ToArray();
        CollectionAssert.AreEqual(new[] { 2, 3, 4, 5, 6, 7 }, lines);
    }

    [TestMethod]
    public void Mutated_modules_never_throw()
    {
        var random = new Random(3);
        string[] words = ["a", "g", "top", "l", "k", "string", "{", "}", ";", "leaf", "type", "uses", "augment", "/b:top", "refine", "key", "default", "union", "leafref", "path", "..", "f", "\"x y\"", "-1", "choice", "case", "deviation", "list", "identityref", "base", "min-elements", "status"];
        var seed = Base.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < 3000; i++)
        {
            var tokens = seed.ToArray();
            for (var n = random.Next(1, 5); n > 0; n--)
            {
                tokens[random.Next(tokens.Length)] = words[random.Next(words.Length)];
            }

            var text = string.Join(' ', tokens);
            Assert.IsNotNull(new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new("base", null, text)).Compile(), text);
        }
    }
}
