using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>A commit that leaves its author nothing to log in with that worked before it: the account goes, or every key and password of it is another.</summary>
/// <remarks>Accounts of the command line are exempt: no commit touches them. So is who was let in by a certificate or by the system's sshd.</remarks>
internal sealed class AccountGuard(SystemModel system, ServerModel server) : ICommitGuard
{
    /// <inheritdoc/>
    public Violation? Check(RequestOrigin origin, DataTree from, DataTree to)
    {
        if (origin.IsRecovery || origin.Transport is "tls" or "unix" || Find(from, origin.User) is not { } before)
        {
            return null;
        }

        var kept = (Find(to, origin.User)?.Credentials ?? []).Intersect(before.Credentials);
        return kept.Any(credential => IsAdmitted(origin, to, isPassword: credential == before.Password)) ? null : Refusal(origin);
    }

    private UserConfig? Find(DataTree tree, string name) => system.Users(tree).FirstOrDefault(user => user.Name == name);

    private bool IsAdmitted(RequestOrigin origin, DataTree tree, bool isPassword)
        => !isPassword || origin.Entrance is not { } entrance || server.EndpointsOf(tree).FirstOrDefault(e => e.Covers(entrance))?.AdmitsPasswords != false;

    private Violation Refusal(RequestOrigin origin)
    {
        var path = system.PathOf(origin.User);
        return new Violation(
            "operation-failed", "lock-out", path,
            $"{path}: user {origin.User}, who makes this commit, could not log in any more with any key or password that works now; use a confirmed commit if that is wanted");
    }
}
