using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AcrNetconf.Relay;

/// <summary>acr-netconf-relay: sshd's subsystem on one side, the agent's Unix socket on the other, bytes between.</summary>
/// <remarks>Runs as the user who logged in; the kernel tells the agent who that is. Knows nothing of NETCONF.</remarks>
internal static class Program
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxAnswerBytes = 4096;
    private const string Refused = "refused: ";

    private static int Main(string[] arguments)
    {
        if (RelayOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(RelayOptions.Usage);
            return 2;
        }

        using var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (Connect(agent, options) is { } problem)
        {
            SystemLog.Complain(options.SystemLog, problem);
            return 1;
        }

        var toAgent = new Thread(() => PassInput(agent)) { IsBackground = true };
        toAgent.Start();
        PassOutput(agent);
        return 0;
    }

    /// <returns>Null when the agent lets us in; else a sentence.</returns>
    private static string? Connect(Socket agent, RelayOptions options)
    {
        try
        {
            agent.Connect(new UnixDomainSocketEndPoint(options.Socket));
            agent.Send(Encoding.UTF8.GetBytes(Greeting.Write(options.User, Environment.GetEnvironmentVariable("SSH_CONNECTION"))));
            return ReadAnswer(agent) switch
            {
                "ok" => null,
                "" => "the agent closed the connection; its log says why",
                var refusal when refusal.StartsWith(Refused) => $"the agent refused the session: {refusal[Refused.Length..]}",
                _ => "somebody else answers there",
            };
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            var why = fault is SocketException { SocketErrorCode: SocketError.AccessDenied } ? "this user may not use the socket" : "is acr-netconf running?";
            return $"no agent answers at {options.Socket}: {why}";
        }
    }

    // Byte by byte: what follows the line belongs to the client.
    private static string ReadAnswer(Socket agent)
    {
        var answer = new List<byte>();
        var next = new byte[1];
        while (answer.Count < MaxAnswerBytes && agent.Receive(next) == 1 && next[0] != '\n')
        {
            answer.Add(next[0]);
        }

        return Encoding.UTF8.GetString([.. answer]);
    }

    private static void PassInput(Socket agent)
    {
        try
        {
            using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
            var buffer = new byte[BufferBytes];
            int count;
            while ((count = input.Read(buffer)) > 0)
            {
                agent.Send(buffer.AsSpan(0, count));
            }

            agent.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // One side has gone; the other loop sees the end of its own.
        }
    }

    private static void PassOutput(Socket agent)
    {
        try
        {
            using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            var buffer = new byte[BufferBytes];
            int count;
            while ((count = agent.Receive(buffer)) > 0)
            {
                output.Write(buffer.AsSpan(0, count));
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // The client or the agent has gone: there is nobody to tell.
        }
    }
}
