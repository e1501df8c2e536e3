using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Asked before a change of running that nothing would take back by itself. Called on the coordinator's loop: must be quick and must not wait.</summary>
public interface ICommitGuard
{
    /// <summary>Why the author must not make this change without a way back, or null.</summary>
    /// <param name="origin">The author; never the agent itself.</param>
    /// <param name="from">Running.</param>
    /// <param name="to">What running is to be: valid.</param>
    Violation? Check(RequestOrigin origin, DataTree from, DataTree to);
}
