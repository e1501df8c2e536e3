using System.Text;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Names a node as the target of a YANG patch does (RFC 8040 §3.5.3): <c>/module:list=key,key/leaf</c>.</summary>
internal static class ResourcePath
{
    public static string Of(InstancePath path)
    {
        var text = new StringBuilder();
        string? module = null;
        foreach (var step in path.Steps)
        {
            text.Append('/');
            if (step.Schema.Module.Name != module)
            {
                module = step.Schema.Module.Name;
                text.Append(module).Append(':');
            }

            text.Append(step.Schema.Name);
            for (var i = 0; i < step.Key.Count; i++)
            {
                text.Append(i == 0 ? '=' : ',').Append(Uri.EscapeDataString(step.Key[i].ToString()));
            }
        }

        return text.Length == 0 ? "/" : text.ToString();
    }
}
