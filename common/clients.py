"""Where a request comes from. Nothing that the outside says is believed: only what our own proxies wrote.

Each proxy adds the address it was called from at the right of `X-Forwarded-For`. `TRUSTED_PROXY_COUNT` says how many
of ours stand before the platform; the address is the one that the outermost of them wrote.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"
IPV6_PREFIX = 64  # what one customer of a provider gets at least


def client_address(request: HttpRequest) -> str:
    """The address of the client as text, `unknown` where there is none (a Unix socket without proxies)."""
    count = settings.TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    written = forwarded[-count] if 0 < count <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    address = _read(written) or _read(request.META.get("REMOTE_ADDR", ""))
    return str(address) if address else UNKNOWN


def client_network(request: HttpRequest) -> str:
    """What limits count by: an IPv4 address, or the /64 of an IPv6 address, which one person has whole."""
    address = client_address(request)
    client = _read(address)
    if isinstance(client, IPv6Address):
        return str(IPv6Network((client, IPV6_PREFIX), strict=False))
    return address


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip()[:64])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
