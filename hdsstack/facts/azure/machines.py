"""Virtual machines and scale sets. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.coverage import coverage
from hdsstack.facts.azure.disks import machine_disks
from hdsstack.facts.azure.joins import arriving, named
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.clear import clear_at, clear_settings, clear_text_at
from hdsstack.facts.images import NO_LONGER, no_longer_maintained
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Fact,
    LocalCredential,
    Machine,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Unknown, dig

MACHINE = "azure-native:compute:VirtualMachine"
SCALE_SET = "azure-native:compute:VirtualMachineScaleSet"
EXTENSIONS = (
    "azure-native:compute:VirtualMachineExtension",
    "azure-native:compute:VirtualMachineScaleSetExtension",
)
RUN_COMMAND = "azure-native:compute:VirtualMachineRunCommandByVirtualMachine"
NIC = "azure-native:network:NetworkInterface"
ASSIGNMENT = "azure-native:maintenance:ConfigurationAssignment"
JOINED = (
    ASSIGNMENT,
    "azure-native:maintenance:MaintenanceConfiguration",
    "azure-native:compute:AvailabilitySet",
    "azure-native:compute:ProximityPlacementGroup",
    "azure-native:compute:DedicatedHost",
    "azure-native:compute:DedicatedHostGroup",
)

_PROFILE = "virtualMachineProfile."
_PATCHED = ("automaticbyplatform", "automaticbyos")


@facts_of(MACHINE)
def virtual_machine(machine: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """One machine; only disks that it adds to its image's are worth a backup."""
    kind = data_class(machine)
    backups = coverage(machine, graph)
    yield Machine(
        resource=machine,
        data_class=kind,
        public_address=tuple(_public(machine, graph)),
        patched=_patched(machine, graph, ""),
        maintained=_maintained(machine, ""),
    )
    yield Store(
        resource=machine,
        kind=StoreKind.MACHINE_DISK,
        data_class=kind,
        encryption=tuple(machine_disks(machine, graph, "")),
        backups=backups,
        backups_possible=bool(backups) or machine.has("storageProfile.dataDisks"),
        guarded=guarded(machine, graph) if machine.has("storageProfile.dataDisks") else (),
    )
    yield from _accounts(machine, "")


@facts_of(SCALE_SET)
def scale_set(machines: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Machines that replace each other; they keep nothing."""
    kind = data_class(machines)
    interfaces = f"{_PROFILE}networkProfile.networkInterfaceConfigurations"
    yield Machine(
        resource=machines,
        data_class=kind,
        public_address=tuple(_configured(machines, interfaces)),
        patched=_patched(machines, graph, _PROFILE),
        maintained=_maintained(machines, _PROFILE),
        zones=(machines.several("zones"),),
    )
    yield Store(
        resource=machines,
        kind=StoreKind.MACHINE_DISK,
        data_class=kind,
        encryption=tuple(machine_disks(machines, graph, _PROFILE)),
        backups_possible=False,
    )
    yield from _accounts(machines, _PROFILE)


def _public(machine: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """Its interfaces with a public address; those of another stack are not known."""
    path = "networkProfile.networkInterfaces"
    items = machine.items(path)
    held: list[Found] = [items] if isinstance(items, Unknown) else list(items)
    for rank, item in enumerate(held):
        at = f"{path}[{rank}].id"
        match named(dig(item, "id"), machine, path, graph, NIC):
            case Resource() as nic:
                yield _addressed(nic)
            case Literal():
                missing = Unknown("the network interface is not in this stack")
                yield Seen(missing, at, machine.urn)
            case Unknown() as hidden:
                yield from _any_of(hidden, at, machine, graph)
            case None:
                pass
    yield from _configured(machine, "networkProfile.networkInterfaceConfigurations")


def _any_of(
    hidden: Unknown, at: str, machine: Resource, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    """Several interfaces may be meant: each of them is looked at."""
    named = (graph.by_urn.get(urn) for urn in hidden.urns)
    nics = [one for one in named if one is not None and one.type == NIC]
    yield from (_addressed(nic) for nic in nics)
    if not nics:
        yield Seen(hidden, at, machine.urn)


def _addressed(nic: Resource) -> Seen[bool]:
    path = "ipConfigurations"
    items = nic.items(path)
    if isinstance(items, Unknown):
        return Seen(items, path, nic.urn)
    for rank, item in enumerate(items):
        at = f"{path}[{rank}].publicIPAddress"
        found = dig(item, "publicIPAddress")
        if isinstance(found, Unknown):
            return Seen(found, at, nic.urn)
        if found is not ABSENT:
            why = message(N_("the network interface has a public address"))
            return Seen(value=True, at=at, on=nic.urn, why=why)
    return Seen(value=False, at=path, on=nic.urn)


def _configured(machine: Resource, path: str) -> Iterator[Seen[bool]]:
    """Interfaces written inside the machine or the scale set."""
    items = machine.items(path)
    if isinstance(items, Unknown):
        yield Seen(items, path, machine.urn)
        return
    for rank, item in enumerate(items):
        inner = dig(item, "ipConfigurations")
        for place, configuration in enumerate(inner if isinstance(inner, list) else []):
            at = f"{path}[{rank}].ipConfigurations[{place}].publicIPAddressConfiguration"
            found = dig(configuration, "publicIPAddressConfiguration")
            value = found if isinstance(found, Unknown) else found is not ABSENT
            yield Seen(value, at, machine.urn)


def _accounts(machine: Resource, prefix: str) -> Iterator[Fact]:
    """The administrator's password, and secrets in start-up scripts."""
    password = message(N_("the administrator's password is written in the program"))
    script = message(N_("the start-up script shows a secret"))
    profile = f"{prefix}osProfile"
    yield ClearSecret(
        resource=machine,
        clear=(
            *clear_at(machine, f"{profile}.adminPassword", password),
            *clear_text_at(machine, f"{profile}.customData", script),
            *clear_text_at(machine, f"{prefix}userData", script),
        ),
    )
    if machine.has(profile):
        yield LocalCredential(resource=machine, enabled=(_passwords(machine, profile),))


def _passwords(machine: Resource, profile: str) -> Seen[bool]:
    """Linux accepts passwords unless it is told not to; Windows has an account with one."""
    path = f"{profile}.linuxConfiguration.disablePasswordAuthentication"
    if machine.has(f"{profile}.linuxConfiguration"):
        return machine.flag(path, default=False).map(lambda off: not off)
    at = f"{profile}.adminPassword"
    return Seen(machine.has(at), at, machine.urn)


def _patched(machine: Resource, graph: ResourceGraph, prefix: str) -> Claims:
    """By the platform, by Windows Update, or by a maintenance configuration assigned to it."""
    if any(arriving(machine, graph, path, ASSIGNMENT) for path in ("resourceId", "resourceName")):
        return (machine.says(True),)
    if prefix:
        return (_upgraded(machine),)
    why = message(N_("neither the platform nor a maintenance configuration patches it"))
    profile = f"{prefix}osProfile"
    windows = f"{profile}.windowsConfiguration"
    if machine.has(windows):
        mode = machine.text(f"{windows}.patchSettings.patchMode", default="AutomaticByOS")
        updates = machine.flag(f"{windows}.enableAutomaticUpdates", default=True)
        if updates.value is False and mode.default:
            return (updates.because(why),)
    else:
        path = f"{profile}.linuxConfiguration.patchSettings.patchMode"
        mode = machine.text(path, default="ImageDefault")
    return (mode.map(lambda text: text.lower() in _PATCHED).because(why),)


def _maintained(machine: Resource, prefix: str) -> Claims:
    """The system is still maintained by its publisher, as far as the image's name tells."""
    path = f"{prefix}storageProfile.imageReference"
    parts = [machine.text(f"{path}.{part}", default="") for part in ("publisher", "offer", "sku")]
    if not no_longer_maintained(" ".join(one.value for one in parts if isinstance(one.value, str))):
        return tuple(one.map(bool) for one in parts if not one.known)[:1]
    return (Seen(value=False, at=path, on=machine.urn, why=message(NO_LONGER)),)


def _upgraded(machines: Resource) -> Seen[bool]:
    """A scale set takes new images by itself where automatic upgrade of the system is on."""
    path = "upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade"
    automatic = machines.flag(path, default=False)
    mode = f"{_PROFILE}osProfile.linuxConfiguration.patchSettings.patchMode"
    if automatic.value is not True and machines.text(mode).value == "AutomaticByPlatform":
        return machines.says(True, mode)
    return automatic


@facts_of(*EXTENSIONS, RUN_COMMAND)
def extension(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What an extension or command runs: neither scripts nor settings may show a secret.

    Protected settings are hidden from the machine's readers, not from the program's.
    """
    del graph
    why = message(N_("the command or the plain settings show a secret"))
    paths = ("settings.commandToExecute", "settings.script", "source.script")
    clear = [claim for path in paths for claim in clear_text_at(found, path, why)]
    password = message(N_("a password is written in the program"))
    clear += clear_at(found, "runAsPassword", password)
    if found.type == RUN_COMMAND:
        clear += clear_settings(found, "parameters", why)
        for path in spread(found, "protectedParameters[].value"):
            clear += clear_at(found, path, password)
    if found.type in EXTENSIONS:
        for held, says in (("settings", why), ("protectedSettings", password)):
            clear += [one for one in clear_settings(found, held, says) if one.at not in paths]
    yield ClearSecret(resource=found, clear=tuple(clear))
