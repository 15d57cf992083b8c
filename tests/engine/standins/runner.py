"""Runs one Pulumi program for the language host stand-in, connected to the engine."""

import asyncio
import json
import logging
import os
import runpy
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict

import pulumi
from pulumi import runtime

# The program failed and the engine knows why; the host then says "bail" and nothing is added.
EXIT_TOLD = 32
REQUEST_VARIABLE = "HDSSTACK_STANDIN_RUN"


class RunRequest(TypedDict):
    """What the language host hands over, as JSON in an environment variable."""

    project: str
    stack: str
    organization: str
    root: str
    program: str
    monitor: str
    engine: str
    parallel: int
    preview: bool
    config: dict[str, str]
    secret_keys: list[str]


def end_with_parent() -> None:
    """End this process when its parent has: an engine that is killed tells nobody."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def configure(request: RunRequest) -> None:
    """Point the SDK at the engine."""
    runtime.set_all_config(request["config"], request["secret_keys"])
    runtime.configure(
        runtime.Settings(
            project=request["project"],
            stack=request["stack"],
            parallel=request["parallel"],
            monitor=request["monitor"],
            engine=request["engine"],
            dry_run=request["preview"],
            organization=request["organization"],
            root_directory=request["root"],
        )
    )


def run_main(program: Path) -> None:
    """Run a program's file, or its folder's `__main__.py`, as the main module."""
    runpy.run_path(str(program), run_name="__main__")


def run(request: RunRequest) -> int:
    """Run the program; the exit code tells the host whether the engine knows of a failure."""
    program = Path(request["program"])
    sys.argv = [str(program)]
    # In the place of this file's own folder: the program sees its folder, and nothing of the tests.
    sys.path[0] = str(program if program.is_dir() else program.parent)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_default_executor(ThreadPoolExecutor(max(request["parallel"], 1) * 4))
    try:
        loop.run_until_complete(runtime.run_in_stack(lambda: run_main(program)))
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
    except Exception:  # noqa: BLE001 # whatever a program raises is told to the engine
        pulumi.log.error(f"Program failed with an unhandled exception:\n{traceback.format_exc()}")
    else:
        return 0
    return EXIT_TOLD


def main() -> None:
    """Take the request from the environment, run, flush, exit."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    end_with_parent()
    request: RunRequest = json.loads(os.environ.pop(REQUEST_VARIABLE))
    configure(request)
    code = run(request)
    sys.stdout.flush()
    sys.stderr.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()
