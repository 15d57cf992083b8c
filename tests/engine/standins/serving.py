"""What the stand-ins have in common: one gRPC server, announced the way the engine expects."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import grpc

from tests.engine.standins.runner import end_with_parent

MESSAGE_LIMIT = 400 << 20  # bytes, the engine's own limit


def serve(add_servicers: Callable[[grpc.Server], None]) -> None:
    """Serve until the engine says stop; print the port, the whole of the plugin handshake.

    The engine ends a plugin with SIGINT and waits five seconds for each that does not exit at once.
    """
    end_with_parent()
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    server = grpc.server(
        ThreadPoolExecutor(16), options=[("grpc.max_receive_message_length", MESSAGE_LIMIT)]
    )
    add_servicers(server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    os.write(1, f"{port}\n".encode())
    threading.Event().wait()
