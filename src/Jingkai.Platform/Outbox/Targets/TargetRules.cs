using System.Net;

namespace Jingkai.Platform.Outbox.Targets;

/// <summary>Where messages may go: to hosts that the administrator listed, over TLS, at public addresses.</summary>
internal sealed class TargetRules(OutboxSettings settings)
{
    /// <summary>What is wrong with an address, as a code of <see cref="DeliveryErrors"/>; null when nothing is.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="listed">True when the administrator wrote the address itself into the settings.</param>
    public string? Refusal(Uri? uri, bool listed = false)
    {
        if (uri is not { IsAbsoluteUri: true } || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.HostNameType == UriHostNameType.Unknown)
            return DeliveryErrors.BadAddress;
        if (uri.Scheme == "http" && !(settings.AllowLoopback && IsLoopback(uri))) return DeliveryErrors.NotHttps;
        return listed || settings.Hosts.Any(h => Matches(h, uri)) ? null : DeliveryErrors.HostNotListed;
    }

    /// <summary>Whether a connection to this address may be made.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = PublicAddresses.Plain(address);
        return PublicAddresses.Contains(plain) || (settings.AllowLoopback && IPAddress.IsLoopback(plain))
            || settings.Networks.Any(n => n.BaseAddress.AddressFamily == plain.AddressFamily && n.Contains(plain));
    }

    private static bool IsLoopback(Uri uri) => uri.IdnHost == "localhost" || (IPAddress.TryParse(uri.IdnHost, out var address) && IPAddress.IsLoopback(address));

    private static bool Matches(string entry, Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant();
        if (entry == host || entry == $"{host}:{uri.Port}") return true;
        // *.example.cn stands for what lies below, not for example.cn itself.
        return entry.StartsWith("*.", StringComparison.Ordinal) && (host.EndsWith(entry[1..], StringComparison.Ordinal) || $"{host}:{uri.Port}".EndsWith(entry[1..], StringComparison.Ordinal));
    }
}

/// <summary>A name led only to addresses that must not be reached.</summary>
internal sealed class RefusedAddressException() : IOException("The host leads to an address that must not be reached.");
