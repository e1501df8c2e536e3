using System.Net;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Listening;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The addresses that the endpoints of one transport are to listen at: each once, none of the command line's.</summary>
/// <typeparam name="TOptions">How to listen at one.</typeparam>
/// <param name="given">Listeners of the command line.</param>
/// <param name="pathOf">The place of an address of an endpoint.</param>
internal sealed class WantedAddresses<TOptions>(IReadOnlyList<IPEndPoint> given, Func<string, IPAddress, InstancePath> pathOf)
{
    private readonly Dictionary<IPEndPoint, (string Endpoint, TOptions Options)> _wanted = [];

    /// <summary>Takes one; the refusal when it cannot be had, else null.</summary>
    public PrepareOutcome? Add(string endpoint, ListenAddress address, TOptions options)
    {
        if (given.Contains(address.EndPoint))
        {
            return Refused("in-use", endpoint, address.Address, $"{address.EndPoint} is a listener of the command line");
        }

        return _wanted.TryAdd(address.EndPoint, (endpoint, options))
            ? null
            : Refused("operation-failed", endpoint, address.Address, $"{address.EndPoint} is the endpoint {_wanted[address.EndPoint].Endpoint} already");
    }

    /// <summary>Makes ready to listen at them; what the host does not give is told at its address.</summary>
    public PrepareOutcome Prepare(Func<IReadOnlyList<TOptions>, ITransportChange> prepare)
    {
        try
        {
            var change = prepare([.. _wanted.Values.Select(one => one.Options)]);
            return PrepareOutcome.Ready(new Swap(change.Apply, change.Dispose));
        }
        catch (ListenRefusedException refusal)
        {
            return Refused(refusal.IsBusy ? "in-use" : "operation-failed", _wanted[refusal.Address].Endpoint, refusal.Address.Address, refusal.Message);
        }
    }

    private PrepareOutcome Refused(string tag, string endpoint, IPAddress address, string sentence)
    {
        var path = pathOf(endpoint, address);
        return PrepareOutcome.Refused(new Violation(tag, null, path, $"{path}: {sentence}"));
    }
}
