using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using AcrNetconf.CommitVictim;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;
using Microsoft.Extensions.Logging.Abstractions;

// Commits until somebody kills it: the coordinator, the model and the log of the product, with a component that only remembers.
// usage: acr-commit-victim LOG MODULE-DIRECTORY… ; a line on stdin starts the commits and says how many rounds of five.
//   start V            what running holds after the start
//   may A [B]          what running may hold when the process dies from now on
var builder = new SchemaContextBuilder(new DirectoryModuleSource(args[1..]));
var schema = builder.Implement("ptp-adaptive").Compile().Context ?? throw new InvalidOperationException("the model does not compile");
using var log = SqliteCommitLog.Open(args[0]);
var stores = new DatastoreSet(schema);
var component = new MemoryComponent(schema);
var coordinator = new CommitCoordinator(stores, new FeatureBuilder(schema).Component(component).Build(), log, TimeProvider.System, NullLogger.Instance);
await coordinator.StartAsync(null);
var origin = new RequestOrigin(1, "victim", null);
if (component.Value != MemoryComponent.Read(schema, stores.Running))
{
    Say($"wrong the component runs {component.Value}");
    return 1;
}

var settled = component.Value;
Say($"start {settled} {(stores.Current.Pending is null ? "settled" : "pending")}");
if (Console.In.ReadLine() is not { } line)
{
    return 0;
}

for (var rounds = int.Parse(line, CultureInfo.InvariantCulture); rounds > 0; rounds--)
{
    var next = (settled % 60) + 1;
    Say($"may {settled} {next}");
    await CommitAsync(next, new CommitRequest { Comment = "plain" });
    settled = next;

    // A confirmed commit bound to its session: a restart before the confirmation reverts it (RFC 6241 §8.4.1).
    next = (settled % 60) + 1;
    Say($"may {settled}");
    await CommitAsync(next, new CommitRequest { Confirmed = true });
    Say($"may {settled} {next}");
    await CommitAsync(next, new CommitRequest());
    settled = next;

    Say($"may {settled}");
    await CommitAsync((settled % 60) + 1, new CommitRequest { Confirmed = true });
    await Must(coordinator.CancelCommitAsync(origin, null, CancellationToken.None));
    Say($"may {settled}");
}

Say("done");
return 0;

async Task CommitAsync(int value, CommitRequest request)
{
    var text = string.Create(
        CultureInfo.InvariantCulture,
        $"<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><dscp>{value}</dscp></ptp-adaptive></config>");
    using var reader = XmlReader.Create(new StringReader(text), XmlDataReader.Settings);
    reader.MoveToContent();
    var edit = EditReader.Read(reader, schema, EditOperation.Merge, out _);
    await Must(coordinator.EditAsync(origin, new EditRequest(DatastoreName.Candidate, edit), CancellationToken.None));
    await Must(coordinator.CommitAsync(origin, request, CancellationToken.None));
    if (component.Value != value)
    {
        Say($"wrong the component runs {component.Value} after the commit of {value}");
    }
}

static async Task Must(Task<ImmutableArray<Violation>> request)
{
    var violations = await request;
    if (!violations.IsEmpty)
    {
        Say($"wrong {violations[0].Message}");
    }
}

static void Say(string line) => Console.Out.WriteLine(line);
