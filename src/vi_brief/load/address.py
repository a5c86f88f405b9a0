"""Which addresses of the network may be fetched from: public ones only."""

import ipaddress
import socket

from vi_brief.errors import FetchRefused

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, in the order in which the system would try them; raises FetchRefused where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchRefused(f"{host}: no such host") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def public(host: str, port: int) -> str:
    """The address to connect to, after every address of the host was found to be public; raises FetchRefused otherwise.

    A host with one public and one private address is refused: which one a connection takes is chance. The caller connects to the address
    given back, not to the name, so that a second look-up cannot lead elsewhere.
    """
    addresses = resolve(host, port)
    for text in addresses:
        if not is_public(text):
            raise FetchRefused(f"{host}: leads to {text}, which is not a public address")
    return addresses[0]


def is_public(text: str) -> bool:
    """Whether an IP address is one of the open Internet: not private, loopback, link-local, shared, multicast, reserved or a tunnel to one.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif address.sixtofour or address.teredo or address.is_site_local or any(address in net for net in _NAT64):
            return False
    forbidden = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local
    return address.is_global and not forbidden
