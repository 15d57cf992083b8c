"""Logic Apps, API connections, automation and the linked services of Data Factory.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.managed import only_microsofts
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_settings, password_in_clear, setting_in_clear
from hdsstack.facts.documents import document
from hdsstack.model.facts import Claims, ClearSecret, Encryption, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Secret, Unknown, Value, dig
from hdsstack.planning.addresses import is_wide

WORKFLOW = "azure-native:logic:Workflow"
JOINED = (
    "azure-native:datafactory:CredentialOperation",
    "azure-native:datafactory:DataFlow",
    "azure-native:datafactory:Dataset",
    "azure-native:datafactory:GlobalParameter",
    "azure-native:datafactory:IntegrationRuntime",
    "azure-native:datafactory:ManagedPrivateEndpoint",
    "azure-native:datafactory:Pipeline",
    "azure-native:datafactory:Trigger",
    "azure-native:logic:IntegrationAccount",
    "azure-native:logic:IntegrationAccountAgreement",
    "azure-native:logic:IntegrationAccountCertificate",
    "azure-native:logic:IntegrationAccountMap",
    "azure-native:logic:IntegrationAccountPartner",
    "azure-native:logic:IntegrationAccountSchema",
)
# What an `authentication` of a step proves itself with, one kind each.
_SIGNS = ("password", "secret", "pfx", "value")
_CALLERS = "accessControl.triggers.allowedCallerIpAddresses"


@facts_of(WORKFLOW)
def workflow(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A workflow keeps what passes through it for 90 days, under Microsoft's own key."""
    always = Seen(value=True, at="definition", on=found.urn, default=True)
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=only_microsofts(found, "definition")),),
        public=_called(found),
        transit=(Seen(value="1.2", on=found.urn, default=True),),
        backups_possible=False,
    )
    why = message(N_("a parameter of the workflow shows a secret"))
    clear = (*_parameters(found, why), *_definition(found))
    yield ClearSecret(resource=found, clear=clear)
    yield auditable(found, graph)


def _called(found: Resource) -> Claims:
    """A trigger that waits for requests answers to everybody unless callers are named."""
    read = document(found.get("definition"))
    triggers = read if isinstance(read, Unknown) else dig(read, "triggers")
    if isinstance(triggers, Unknown):
        return (Seen(triggers, "definition", found.urn),)
    kinds = [dig(one, "type") for one in triggers.values()] if isinstance(triggers, dict) else []
    if "Request" not in kinds:
        return (found.says(False, "definition"),)
    why = message(N_("its trigger answers to requests from a public network"))
    items = found.items(_CALLERS)
    if isinstance(items, Unknown):
        return (Seen(items, _CALLERS, found.urn),)
    if not items:
        return (Seen(value=True, at=_CALLERS, on=found.urn, default=True, why=why),)
    return tuple(_caller(found, f"{_CALLERS}[{rank}].addressRange") for rank in range(len(items)))


def _caller(found: Resource, path: str) -> Seen[bool]:
    why = message(N_("its trigger answers to requests from a public network"))
    return found.text(path).map(lambda text: is_wide(text) is True).because(why)


def _parameters(found: Resource, why: Message) -> Claims:
    held = found.raw("parameters")
    if isinstance(held, Unknown):
        return (Seen(held, "parameters", found.urn, why=why),)
    claims: list[Seen[bool]] = []
    for name, one in held.items() if isinstance(held, dict) else ():
        at = f"parameters.{name}.value"
        value = dig(one, "value")
        secure = str(dig(one, "type")).lower().startswith("secure")
        shown = password_in_clear(value) if secure else setting_in_clear(name, value)
        if shown is not None:
            claims.append(Seen(shown, at, found.urn, why=why))
    return tuple(claims)


def _definition(found: Resource) -> Iterator[Seen[bool]]:
    """What its steps send to sign in, and what its parameters hold unless they are given."""
    raw = found.raw("definition")
    held = raw if isinstance(raw, dict) else document(raw)
    if isinstance(raw, Secret) or isinstance(held, Unknown):
        return
    why = message(N_("the definition of the workflow shows a secret"))
    for at, shown in (*_sign_ins(held, "definition"), *_defaults(held)):
        if shown is not None:
            yield Seen(shown, at, found.urn, why=why)


def _sign_ins(value: Value, at: str) -> Iterator[tuple[str, bool | Unknown | None]]:
    """The secrets of each `authentication` at any depth; an expression stands for another value."""
    if isinstance(value, list):
        for rank, one in enumerate(value):
            yield from _sign_ins(one, f"{at}[{rank}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == "authentication" and isinstance(one, dict):
                yield from ((f"{at}.{name}.{key}", _shows(one.get(key))) for key in _SIGNS)
            else:
                yield from _sign_ins(one, f"{at}.{name}")


def _defaults(held: Value) -> Iterator[tuple[str, bool | Unknown | None]]:
    declared = dig(held, "parameters")
    for name, one in declared.items() if isinstance(declared, dict) else ():
        if str(dig(one, "type")).lower().startswith("secure"):
            at = f"definition.parameters.{name}.defaultValue"
            yield at, password_in_clear(dig(one, "defaultValue"))


def _shows(value: Value) -> bool | Unknown | None:
    is_expression = isinstance(value, str) and value.startswith("@")
    return None if is_expression else password_in_clear(value)


@facts_of("azure-native:web:Connection")
def connection(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A connection of workflows to something else: its parameters may be passwords."""
    del graph
    why = message(N_("a parameter of the connection shows a secret"))
    clear = clear_settings(found, "properties.parameterValues", why)
    yield ClearSecret(resource=found, clear=clear)


@facts_of("azure-native:automation:Variable")
def variable(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A variable of scripts: a secret among them must be encrypted, and written nowhere."""
    del graph
    why = message(N_("a variable shows a secret"))
    hidden = found.flag("isEncrypted", default=False)
    raw = found.raw("value")
    shown = password_in_clear(raw) if hidden.value is True else _named(found, raw)
    clear = () if shown is None else (Seen(shown, "value", found.urn, why=why),)
    yield ClearSecret(resource=found, clear=clear)


def _named(variable: Resource, value: Found) -> bool | Unknown:
    """Whether a value shows a secret under the variable's own name; unknown with its name."""
    names = [variable.get(path) for path in ("name", "variableName")]
    known = [name for name in names if isinstance(name, str)]
    missing = next((name for name in names if isinstance(name, Unknown)), None)
    if missing is not None and not known:
        return missing
    return setting_in_clear(known[0] if known else variable.name, value)


@facts_of("azure-native:datafactory:LinkedService")
def linked_service(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How a factory reaches a store; a `SecureString` still stands in the program."""
    del graph
    why = message(N_("the linked service shows a secret"))
    held = found.raw("properties")
    if isinstance(held, Unknown):
        yield ClearSecret(resource=found, clear=(Seen(held, "properties", found.urn, why=why),))
        return
    pairs = held.items() if isinstance(held, dict) else ()
    shown = ((name, _shown(name, value)) for name, value in pairs)
    clear = tuple(
        Seen(value, f"properties.{name}", found.urn, why=why)
        for name, value in shown
        if value is not None
    )
    yield ClearSecret(resource=found, clear=clear)


def _shown(name: str, value: Found) -> bool | Unknown | None:
    if dig(value, "type") == "SecureString":
        return password_in_clear(dig(value, "value"))
    return None if isinstance(value, dict | list) else setting_in_clear(name, value)
