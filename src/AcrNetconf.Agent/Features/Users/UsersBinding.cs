using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>Binds the users of ietf-system to those who may log in.</summary>
internal sealed class UsersBinding : ComponentBinding<UsersConfig>
{
    public const string ComponentName = "users";

    private readonly SystemModel _model;
    private readonly LocalUsersAuthenticator _authenticator;

    public UsersBinding(SystemModel model, LocalUsersAuthenticator authenticator)
        : base(ComponentName, model.Path)
    {
        _model = model;
        _authenticator = authenticator;

        // The model is not ours, so what it does not say stands here: nobody who is logged in notices.
        Read(model.User.Keys[0], Impact.Hitless);
        Read(model.Password, Impact.Hitless);
        Read(model.Key.Keys[0], Impact.Hitless);
        Read(model.Algorithm, Impact.Hitless);
        Read(model.KeyData, Impact.Hitless);
    }

    /// <inheritdoc/>
    protected override UsersConfig? Bind(DataTree tree) => _model.Users(tree).ToArray() is { Length: > 0 } users ? new UsersConfig([.. users]) : null;

    /// <inheritdoc/>
    protected override Impact Assess(UsersConfig? from, UsersConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<UsersConfig> change, CancellationToken cancellationToken)
    {
        var accounts = new List<LocalUser>();
        foreach (var user in change.To?.Users ?? [])
        {
            if (Account(user, out var account) is { } refusal)
            {
                return ValueTask.FromResult(PrepareOutcome.Refused(refusal));
            }

            accounts.Add(account!); // not refused
        }

        return ValueTask.FromResult(PrepareOutcome.Ready(new Swap(() => _authenticator.Configure(accounts))));
    }

    private Violation? Account(UserConfig user, out LocalUser? account)
    {
        account = null;
        CryptHash? password = null;
        var path = _model.PathOf(user.Name);
        if (user.Password is not null && !CryptHash.TryParse(user.Password, out password, out var wrong))
        {
            return Refusal(path.Append(_model.Password), wrong!); // false means a sentence
        }

        var keys = new List<SshPublicKey>();
        foreach (var config in user.Keys)
        {
            var entry = path.Entry(_model.Key, config.Name);
            if (!SshPublicKey.TryRead(Convert.FromBase64String(config.Data), out var key))
            {
                return Refusal(entry.Append(_model.KeyData), "no key of a supported type (ssh-ed25519, ecdsa-sha2-nistp256, -384 and -521, ssh-rsa of at least 2048 bits)");
            }

            if (key!.Type != config.Algorithm) // read, so it is there
            {
                return Refusal(entry.Append(_model.Algorithm), $"{config.Algorithm} is not what key-data holds, which is an {key.Type} key");
            }

            keys.Add(key);
        }

        account = new LocalUser(user.Name, password, keys);
        return null;
    }

    private static Violation Refusal(InstancePath path, string sentence) => new("operation-failed", null, path, $"{path}: {sentence}");
}
