using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace AcrNetconf.Agent.Hosting.Metrics;

/// <summary>Collects the agent's instruments and writes them in the text format Prometheus scrapes (version 0.0.4).</summary>
internal sealed class PrometheusText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(AgentMeters.Prefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as of now.</summary>
    public string Write()
    {
        lock (_gate)
        {
            foreach (var family in _families.Values.Where(f => f.IsObserved))
            {
                family.Samples.Clear();
            }

            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var (name, family) in _families.Where(f => f.Value.Samples.Count > 0))
            {
                text.Append($"# HELP {name} {family.Help}\n# TYPE {name} {(family.IsCounter ? "counter" : "gauge")}\n");
                foreach (var (labels, value) in family.Samples)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
                }
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var isCounter = instrument is Counter<long> or ObservableCounter<long>;
        var name = $"{instrument.Name}{(string.IsNullOrEmpty(instrument.Unit) ? "" : "_" + instrument.Unit)}{(isCounter ? "_total" : "")}";
        var labels = Labels(tags);

        // Counters of ours are added to from commits while a scrape may be under way.
        lock (_gate)
        {
            if (!_families.TryGetValue(name, out var family))
            {
                _families.Add(name, family = new Family(instrument.Description ?? "", isCounter, instrument.IsObservable));
            }

            family.Samples[labels] = instrument.IsObservable ? value : family.Samples.GetValueOrDefault(labels) + value;
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder("{");
        foreach (var (name, value) in tags)
        {
            var escaped = (value?.ToString() ?? "").Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
            text.Append(text.Length > 1 ? "," : "").Append($"{name}=\"{escaped}\"");
        }

        return text.Append('}').ToString();
    }

    private sealed record Family(string Help, bool IsCounter, bool IsObserved)
    {
        public SortedDictionary<string, double> Samples { get; } = new(StringComparer.Ordinal);
    }
}
