"""The web server: threads in one process, on this machine unless somebody puts a proxy with TLS before it."""

from __future__ import annotations

from collections.abc import Callable

THREADS = 8


def serve(host: str, port: int, told: Callable[[str], None]) -> None:
    """Answer requests until stopped. told: is given the address once the server listens."""
    from waitress import create_server  # noqa: PLC0415

    from ranvier.registry.wsgi import application  # noqa: PLC0415

    server = create_server(application, host=host, port=port, threads=THREADS, ident="ranvier")
    told(f"http://{host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()
