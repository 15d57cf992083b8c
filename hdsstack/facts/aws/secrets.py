"""Secrets: Secrets Manager with its policies and replicas, parameters of Systems Manager."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.keys import keyed_encryption
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.facts.clear import setting_in_clear
from hdsstack.facts.secret_words import names_secret
from hdsstack.model.facts import Claims, ClearSecret, Copy, Custody, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown

SECRET = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type token
_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy"
_VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
JOINED = (_POLICY, "aws:secretsmanager/secretRotation:SecretRotation")


@facts_of(SECRET)
def secret(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A secret, recoverable for 30 days after its deletion unless the window says less."""
    window = found.number("recoveryWindowInDays", default=30)
    why = message(N_("the secret is destroyed at once when it is deleted"))
    yield Custody(
        resource=found,
        kind="secret",
        open=_open(found, graph),
        recoverable=(window.map(lambda days: days > 0).because(why),),
    )
    yield Store(
        resource=found,
        kind=StoreKind.SECRETS,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        backups_possible=False,
    )
    yield from _replicas(found)


def _open(secret: Resource, graph: ResourceGraph) -> Claims:
    claims = [open_policy(secret, "policy")] if secret.has("policy") else []
    claims += [open_policy(one, "policy") for one in graph.pointing(secret, "secretArn", _POLICY)]
    return tuple(claims) or (Seen(value=False, at="policy", on=secret.urn, default=True),)


def _replicas(secret: Resource) -> Iterator[Fact]:
    items = secret.items("replicas")
    if isinstance(items, Unknown):
        yield Copy(resource=secret, provider="aws", region=Seen(items, "replicas", secret.urn))
        return
    for index in range(len(items)):
        region = secret.text(f"replicas[{index}].region")
        yield Copy(resource=secret, provider="aws", region=region)


@facts_of(_VERSION)
def version(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The value of a secret: a literal of the program is in clear in its source."""
    del graph
    for path in ("secretString", "secretBinary"):
        if claim := secret_in_clear(found, path):
            yield ClearSecret(resource=found, clear=(claim,))


@facts_of("aws:ssm/parameter:Parameter")
def parameter(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A parameter: `SecureString` is a secret, a plain string with such a name is in clear."""
    kind = found.text("type")
    if isinstance(kind.value, Unknown):
        yield ClearSecret(resource=found, clear=(Seen(kind.value, kind.at, kind.on),))
        return
    if kind.value == "SecureString":
        yield Store(
            resource=found,
            kind=StoreKind.SECRETS,
            data_class=data_class_of(found, graph),
            encryption=(keyed_encryption(found, graph, key="keyId"),),
            backups_possible=False,
        )
        if claim := secret_in_clear(found, "value"):
            yield ClearSecret(resource=found, clear=(claim,))
        return
    path = "value" if found.has("value") else "insecureValue"
    raw = found.raw(path)
    why = message(N_("a secret is kept as a plain string parameter"))
    value = False if raw is ABSENT else setting_in_clear(_name(found), raw)
    if isinstance(said := found.get("name"), Unknown):
        value = said
    if value is False and names_secret(_name(found)) and not isinstance(raw, str):
        # An output or a marked secret still ends up readable in a plain parameter.
        value = raw is not ABSENT
    yield ClearSecret(resource=found, clear=(Seen(value, path, found.urn, why=why),))


def _name(parameter: Resource) -> str:
    """The last part of the parameter's own name, else its name in the program."""
    said = parameter.get("name")
    return (said if isinstance(said, str) else parameter.name).rsplit("/", 1)[-1]
