"""Secrets given to clusters, containers and commands (command 1, docker 4, kubernetes 4)."""

import re
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.clear import clear_command, clear_settings, clear_text_at, clear_within
from hdsstack.facts.paths import spread
from hdsstack.model.facts import Claims, ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen

_COMMANDS = ("create", "update", "delete", "stdin", "triggers")
_CONNECTION = ("password", "privateKey", "privateKeyPassword", "proxy.password", "proxy.privateKey")
# Where the kinds of kubernetes keep the containers of a pod.
_PODS = {
    "Pod": "spec",
    "CronJob": "spec.jobTemplate.spec.template.spec",
    **dict.fromkeys(
        ("DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet"), "spec.template.spec"
    ),
}
_MAPPINGS = {
    "Secret": ("stringData", "data"),
    "ConfigMap": ("data",),
    "Container": (),
    "Image": ("build.args",),
    "RemoteImage": ("build.buildArg",),
    "Service": ("taskSpec.containerSpec.env",),
}
# A client's or an application's secret is one; any other names an object that holds it.
_OBJECT = re.compile(r"(?<!client)(?<!app)(?<!api)(?<!shared)(?<!cookie)(?<=[a-z])Secret$")
_SHOWN = N_("a setting shows a secret")


@facts_of("command:*")
def command(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A command run here or on a machine, and how it connects to it."""
    del graph
    why = message(N_("a password is written in the program"))
    shown = message(N_("the command shows a secret"))
    clear = [
        claim for name in _CONNECTION for claim in clear_within(found, "connection", name, why)
    ]
    clear += [claim for name in _COMMANDS for claim in clear_text_at(found, name, shown)]
    clear += clear_settings(found, "environment", message(_SHOWN))
    yield from _told(found, tuple(clear))


@facts_of("docker:*")
def docker(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The environment of containers and services, and the arguments of builds."""
    del graph
    why = message(_SHOWN)
    clear = [claim for path in spread(found, "envs[]") for claim in clear_text_at(found, path, why)]
    yield from _told(found, (*clear, *_mappings(found)))


@facts_of("kubernetes:*")
def kubernetes(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Secrets and settings as objects of a cluster, in a pod's environment, in a chart's values."""
    del graph
    clear = list(_mappings(found))
    pod = _PODS.get(_kind(found))
    for held in ("containers", "initContainers") if pod else ():
        for path in spread(found, f"{pod}.{held}[].env"):
            clear += clear_settings(found, path, message(_SHOWN))
        for words in ("command", "args"):
            for path in spread(found, f"{pod}.{held}[].{words}"):
                clear += clear_command(found, path)
    if found.type.startswith("kubernetes:helm.sh/"):
        clear += _values(found, "values")
    yield from _told(found, tuple(clear))


def _kind(found: Resource) -> str:
    return found.type.rsplit(":", 1)[-1]


def _told(found: Resource, clear: Claims) -> Iterator[Fact]:
    if clear:
        yield ClearSecret(resource=found, clear=clear)


def _mappings(found: Resource) -> Claims:
    paths = _MAPPINGS.get(_kind(found), ())
    return tuple(claim for path in paths for claim in clear_settings(found, path, message(_SHOWN)))


def _names_object(at: str) -> bool:
    """Whether a chart's setting names a secret of the cluster: `certificatesSecret: dpi-tls`."""
    return bool(_OBJECT.search(at))


def _values(found: Resource, path: str) -> Iterator[Seen[bool]]:
    """The settings of a chart, in objects within objects."""
    claims = clear_settings(found, path, message(_SHOWN))
    yield from (claim for claim in claims if not _names_object(claim.at))
    held = found.get(path)
    for name, one in held.items() if isinstance(held, dict) else ():
        if isinstance(one, dict):
            yield from _values(found, f"{path}.{name}")
