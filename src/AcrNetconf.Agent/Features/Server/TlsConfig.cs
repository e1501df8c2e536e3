using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Transports.Tls;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>How TLS is spoken at one place, as the model has it, with what its references lead to.</summary>
/// <param name="Key">What the server shows.</param>
/// <param name="Authorities">Whose clients are believed.</param>
/// <param name="Known">Client certificates believed as they are.</param>
/// <param name="RevocationLists">What authorities revoked.</param>
/// <param name="Names">Which certificate is which user.</param>
/// <param name="Versions">Versions spoken.</param>
internal sealed record TlsConfig(
    StoredKey Key,
    EquatableArray<StoredData> Authorities,
    EquatableArray<StoredData> Known,
    EquatableArray<StoredData> RevocationLists,
    EquatableArray<NameConfig> Names,
    TlsVersions Versions);
