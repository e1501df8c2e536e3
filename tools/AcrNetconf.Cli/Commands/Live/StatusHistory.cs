using System.Globalization;
using System.Xml.Linq;

namespace AcrNetconf.Cli.Commands.Live;

/// <summary>What the live view remembers between readings: the last minutes of frequency, offset and delay variation.</summary>
internal sealed class StatusHistory(int capacity)
{
    private static readonly XNamespace Ptp = "urn:acr-netconf:yang:ptp-adaptive";
    private readonly Queue<double?> _frequency = new();
    private readonly Queue<double?> _offset = new();
    private readonly Queue<double?> _variation = new();

    /// <summary>ppb.</summary>
    public IReadOnlyCollection<double?> Frequency => _frequency;

    /// <summary>Nanoseconds.</summary>
    public IReadOnlyCollection<double?> Offset => _offset;

    /// <summary>Nanoseconds.</summary>
    public IReadOnlyCollection<double?> Variation => _variation;

    /// <summary>Takes a reading; what is not known yet leaves a gap.</summary>
    public void Add(XElement? state)
    {
        var servo = state?.Element(Ptp + "servo");
        Keep(_frequency, Number(servo, "frequency-offset"));
        Keep(_offset, Number(servo, "phase-offset"));
        Keep(_variation, Number(servo, "delay-variation"));
    }

    private void Keep(Queue<double?> series, double? value)
    {
        series.Enqueue(value);
        if (series.Count > capacity)
        {
            series.Dequeue();
        }
    }

    private static double? Number(XElement? parent, string name)
        => double.TryParse(parent?.Element(Ptp + name)?.Value, CultureInfo.InvariantCulture, out var value) ? value : null;
}
