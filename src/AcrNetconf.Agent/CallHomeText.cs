using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Transports.CallHome;

namespace AcrNetconf.Agent;

/// <summary>A Call Home client on the command line: <c>noc=ssh://192.0.2.1,tls://[2001:db8::1]:4335,period=60,idle-timeout=120</c>.</summary>
internal static class CallHomeText
{
    private const int MaxName = 64; // as in the model

    /// <param name="text">The text.</param>
    /// <param name="client">The client; null when false.</param>
    /// <param name="problem">What follows the text in a sentence; null when true.</param>
    public static bool TryParse(string text, out CallHomeClient? client, out string? problem)
    {
        client = null;
        var at = text.IndexOf('=');
        if (at is <= 0 or > MaxName)
        {
            problem = at > MaxName ? $"has a name of more than {MaxName} characters" : "is not NAME=URL,...";
            return false;
        }

        var result = new CallHomeClient(text[..at], []);
        foreach (var word in text[(at + 1)..].Split(','))
        {
            var next = word.Contains("://") ? AddEndpoint(result, word) : Set(result, word);
            if (next is null)
            {
                problem = $"has '{word}', which is neither ssh://HOST[:PORT] or tls://HOST[:PORT] nor a setting";
                return false;
            }

            result = next;
        }

        problem = result.Endpoints.IsEmpty ? "names no endpoint" : null;
        client = problem is null ? result : null;
        return problem is null;
    }

    private static CallHomeClient? AddEndpoint(CallHomeClient client, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("ssh" or "tls") || uri.PathAndQuery.Trim('/').Length > 0 || uri.IdnHost.Length == 0)
        {
            return null;
        }

        var protocol = uri.Scheme == "ssh" ? CallHomeProtocol.Ssh : CallHomeProtocol.Tls;
        var port = uri.Port > 0 ? uri.Port : CallHomeEndpoint.DefaultPort(protocol);
        var endpoint = new CallHomeEndpoint($"{client.Endpoints.Length + 1}", protocol, uri.IdnHost, port);
        return client with { Endpoints = client.Endpoints.Add(endpoint) };
    }

    private static CallHomeClient? Set(CallHomeClient client, string text)
    {
        var periodic = client.Connection as CallHomeConnection.Periodic ?? new CallHomeConnection.Periodic(TimeSpan.FromMinutes(60), null, TimeSpan.FromSeconds(180));
        return text.Split('=', 2) switch
        {
            ["period", var minutes] when Seconds(minutes) is { } value => client with { Connection = periodic with { Period = value * 60 } },
            ["anchor-time", var when] when DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var anchor)
                => client with { Connection = periodic with { Anchor = anchor } },
            ["idle-timeout", var seconds] when Seconds(seconds) is { } value => client with { Connection = periodic with { IdleTimeout = value } },
            ["start-with", "first-listed"] => client with { StartWith = CallHomeStart.FirstListed },
            ["start-with", "last-connected"] => client with { StartWith = CallHomeStart.LastConnected },
            ["start-with", "random-selection"] => client with { StartWith = CallHomeStart.RandomSelection },
            ["max-wait", var seconds] when Seconds(seconds) is { } value => client with { MaxWait = value },
            ["max-attempts", var number] when byte.TryParse(number, CultureInfo.InvariantCulture, out var value) && value > 0 => client with { MaxAttempts = value },
            ["first-pause", var seconds] when Seconds(seconds) is { } value => client with { FirstPause = value },
            ["longest-pause", var seconds] when Seconds(seconds) is { } value => client with { LongestPause = value },
            _ => null,
        };
    }

    private static TimeSpan? Seconds(string text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 1e9 ? TimeSpan.FromSeconds(value) : null;
}
