"""Stand-in for Pulumi's Python language host: runs programs and policy packs with its own Python.

The real host ships with an installation of Pulumi, not with a registry. This one makes no virtual
environment and installs nothing: `.venv` of the project is what runs it.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from tests.engine.standins import runner
from tests.engine.standins.serving import serve

VERSION = "3.0.0-standin"
CHUNK = 1 << 16


class LanguageHostStandIn(language_pb2_grpc.LanguageRuntimeServicer):
    """The language host protocol, as far as previews, updates and policy packs use it."""

    def __init__(self, engine: str) -> None:
        self.engine = engine

    def Handshake(
        self, request: language_pb2.LanguageHandshakeRequest, context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        self.engine = request.engine_address or self.engine
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(
        self, request: empty_pb2.Empty, context: grpc.ServicerContext
    ) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetRequiredPlugins(
        self, request: language_pb2.GetRequiredPluginsRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        return language_pb2.GetRequiredPluginsResponse()

    def GetRequiredPackages(
        self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        return language_pb2.GetRequiredPackagesResponse()

    def About(
        self, request: language_pb2.AboutRequest, context: grpc.ServicerContext
    ) -> language_pb2.AboutResponse:
        return language_pb2.AboutResponse(
            executable=sys.executable, version=sys.version.split()[0], metadata={"stand-in": "yes"}
        )

    def GetProgramDependencies(
        self, request: language_pb2.GetProgramDependenciesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetProgramDependenciesResponse:
        return language_pb2.GetProgramDependenciesResponse()

    def RuntimeOptionsPrompts(
        self, request: language_pb2.RuntimeOptionsRequest, context: grpc.ServicerContext
    ) -> language_pb2.RuntimeOptionsResponse:
        return language_pb2.RuntimeOptionsResponse()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Run(
        self, request: language_pb2.RunRequest, context: grpc.ServicerContext
    ) -> language_pb2.RunResponse:
        environment = {**os.environ, runner.REQUEST_VARIABLE: json.dumps(self.handed_over(request))}
        command = [sys.executable, "-u", runner.__file__]
        done = subprocess.run(
            command, cwd=request.pwd, env=environment, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode == runner.EXIT_TOLD:
            return language_pb2.RunResponse(bail=True)
        failed = f"program exited with code {done.returncode}" if done.returncode else ""
        return language_pb2.RunResponse(error=failed)

    def handed_over(self, request: language_pb2.RunRequest) -> runner.RunRequest:
        """The request in the runner's terms."""
        program = Path(request.info.program_directory, request.info.entry_point or ".")
        return {
            "project": request.project,
            "stack": request.stack,
            "organization": request.organization,
            "root": request.info.root_directory,
            "program": str(program),
            "monitor": request.monitor_address,
            "engine": self.engine,
            "parallel": request.parallel,
            "preview": request.dryRun,
            "config": dict(request.config),
            "secret_keys": list(request.configSecretKeys),
        }

    def RunPlugin(
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Run a policy pack as `python -m pulumi.policy ENGINE FOLDER`, or a plugin's folder."""
        folder = request.info.program_directory
        is_pack = request.kind == "analyzer"
        command = (
            ["-m", "pulumi.policy", *request.args, folder] if is_pack else [folder, *request.args]
        )
        process = subprocess.Popen(
            [sys.executable, "-u", *command],
            cwd=request.pwd,
            env={**os.environ, **dict(item.split("=", 1) for item in request.env)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        context.add_callback(process.kill)
        yield from output_of(process)
        yield language_pb2.RunPluginResponse(exitcode=process.wait())


def output_of(process: subprocess.Popen[bytes]) -> Iterator[language_pb2.RunPluginResponse]:
    """What a process writes to its two streams, as it comes."""
    chunks: queue.Queue[tuple[str, bytes]] = queue.Queue()

    def pump(name: str, stream: IO[bytes]) -> None:
        while chunk := os.read(stream.fileno(), CHUNK):
            chunks.put((name, chunk))
        chunks.put((name, b""))

    streams = {"stdout": process.stdout, "stderr": process.stderr}
    for name, stream in streams.items():
        threading.Thread(target=pump, args=(name, stream), daemon=True).start()
    still_open = len(streams)
    while still_open:
        name, chunk = chunks.get()
        if not chunk:
            still_open -= 1
        elif name == "stdout":
            yield language_pb2.RunPluginResponse(stdout=chunk)
        else:
            yield language_pb2.RunPluginResponse(stderr=chunk)


def main() -> None:
    """Serve as the language host until the engine ends the process."""
    engine = next((argument for argument in sys.argv[1:] if not argument.startswith("-")), "")
    host = LanguageHostStandIn(engine)
    serve(lambda s: language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, s))
