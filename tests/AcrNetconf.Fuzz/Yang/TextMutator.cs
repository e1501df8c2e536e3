using System.Globalization;
using System.Text;

namespace AcrNetconf.Fuzz.Yang;

/// <summary>Seeded damage to valid texts: pieces removed, doubled and replaced, characters that matter put in odd places.</summary>
/// <remarks>
/// <c>ACR_FUZZ_ITERATIONS</c> sets the inputs per test row, <c>ACR_FUZZ_SEED</c> is added to the seeds of the rows; failures name seed and iteration.
/// </remarks>
internal sealed class TextMutator(int seed, string interesting)
{
    private readonly Random _random = new(seed + SeedOffset);

    /// <summary>Inputs per test row.</summary>
    public static int Iterations { get; } = Number("ACR_FUZZ_ITERATIONS", 5_000);

    /// <summary>Added to every seed.</summary>
    public static int SeedOffset { get; } = Number("ACR_FUZZ_SEED", 0);

    /// <summary>A damaged copy.</summary>
    public string Next(string corpus)
    {
        var text = new StringBuilder(corpus);
        for (var n = _random.Next(1, 5); n > 0 && text.Length > 0; n--)
        {
            var at = _random.Next(text.Length);
            switch (_random.Next(6))
            {
                case 0:
                    text.Remove(at, Math.Min(_random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    var from = _random.Next(corpus.Length);
                    text.Insert(at, corpus.AsSpan(from, Math.Min(_random.Next(1, 40), corpus.Length - from)));
                    break;
                case 2:
                    text[at] = interesting[_random.Next(interesting.Length)];
                    break;
                case 3:
                    text[at] = (char)_random.Next(32, 127);
                    break;
                case 4:
                    text.Insert(at, interesting[_random.Next(interesting.Length)].ToString(), _random.Next(1, 4));
                    break;
                default:
                    text.Insert(at, _random.Next(-1000, 1000));
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>One of the texts.</summary>
    public string Pick(IReadOnlyList<string> texts) => texts[_random.Next(texts.Count)];

    private static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
