"""Whether a server can listen at an address, asked before it starts: the server itself prints a traceback."""

import errno
import socket


def why_not(host: str, port: int) -> str:
    """Return why nothing can listen there, a sentence to be ended by an option; empty if it is free."""
    try:
        ((family, kind, protocol, _, address), *_) = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind, protocol) as probe:
            # As a server does it: what a connection just closed leaves behind is no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            # It takes a port that does not exist for another one.
            probe.bind((address[0], port, *address[2:]))
            probe.listen()
    except PermissionError:
        return f"Port {port} needs rights of the system. Choose one above 1023"
    except OverflowError:
        return f"Port {port} does not exist. Choose one up to 65535"
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Port {port} is taken ({error.strerror}). Choose another"
        return f"{host} is no address of this machine ({error.strerror}). Choose another"
    return ""
