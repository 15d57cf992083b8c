"""HDS-LOC-006: Pulumi's state and its secrets provider are in the EEA, declared and encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.backends import Address, address, same
from hdsstack.controls.declarations import declaration
from hdsstack.controls.places import in_the_eea
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.verdict import Outcome, Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Secrets, State

# It opens the state wherever it lies: a password safe on site, or a build service's variables.
_PASSPHRASE = message(
    N_("a passphrase opens the secrets of the state, and nothing says in which country it is kept")
)


@control(
    id="HDS-LOC-006",
    title=N_("Pulumi's state and its secrets provider are in the EEA, declared and encrypted"),
    why=N_(
        "The state holds addresses, names and encrypted secrets of the hosting, and its key opens"
        " them. Derived from HDS requirements EXI 04 (complete scope) and EXI 28 (place). Without a"
        " choice Pulumi uses a service outside the EEA."
    ),
    remedy=N_(
        "Set a backend in the EEA in Pulumi.yaml (`s3://...?region=eu-west-3`, `azblob://...`) and"
        " a secrets provider under the establishment's key (`awskms://...?region=eu-west-3`,"
        " `azurekeyvault://...`), and declare both in the manifest's `state` and `secrets`."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-04",
        "hds-2024-2.0/EXI-28",
        "iso27001-2022/A.5.23",
        "iso27001-2022/A.8.24",
    ),
    declared=True,
)
def state_in_the_eea(context: Context) -> Iterator[Verdict]:
    """The files of the project say the addresses; the manifest completes their place and key."""
    manifest = context.establishment
    yield _backend(context, manifest.state if manifest else None)
    yield _secrets(context, manifest.secrets if manifest else None)


def _backend(context: Context, declared: State | None) -> Verdict:
    written = context.settings.backend
    if written and declared and not same(written, declared.backend):
        because = message(
            N_("Pulumi.yaml sends the state to {written}, the manifest declares {declared}"),
            written=written,
            declared=declared.backend,
        )
        return failed(because, at="state.backend")
    text = written or (declared.backend if declared else None)
    if text is None:
        because = message(
            N_("no file says where the state goes: Pulumi's default is a service outside the EEA")
        )
        return _undeclared(context, because, "state.backend")
    place = _place(address(text), declared, "state")
    if place.outcome is Outcome.PASS and declared and declared.encryption == "none":
        return failed(message(N_("the state is not encrypted")), at="state.encryption")
    if place.outcome is Outcome.PASS and not _encrypted(address(text), declared):
        return unknown(
            message(N_("nothing says whose key encrypts the state")), at="state.encryption"
        )
    return place


def _encrypted(backend: Address, declared: State | None) -> bool:
    """S3 (since January 2023) and Azure storage encrypt by themselves; elsewhere, a key."""
    return bool(declared and declared.encryption) or backend.provider is not None


def _secrets(context: Context, declared: Secrets | None) -> Verdict:
    written = context.settings.secrets_provider
    if written and declared and not same(written, declared.provider):
        because = message(
            N_("the stack file encrypts with {written}, the manifest declares {declared}"),
            written=written,
            declared=declared.provider,
        )
        return failed(because, at="secrets.provider")
    text = written or (declared.provider if declared else None)
    if text is None:
        because = message(N_("no file says what encrypts the secrets of the state"))
        return _undeclared(context, because, "secrets.provider")
    provider = address(text)
    if provider.scheme == "passphrase" and not (declared and declared.country):
        return unknown(_PASSPHRASE, at="secrets.country")
    return _place(provider, declared, "secrets")


def _undeclared(context: Context, because: Message, at: str) -> Verdict:
    return failed(because, at=at) if context.establishment else unknown(because, at=at)


def _place(found: Address, declared: State | Secrets | None, section: str) -> Verdict:
    """The verdict on a place: the address's own region, else the declared region or country."""
    if found.saas:
        because = message(
            N_("{address} is Pulumi's own service, outside the EEA"), address=found.text
        )
        return failed(because, at=section)
    if found.provider and found.region:
        return _at(in_the_eea(found.provider, Seen(found.region)), section)
    if declared and declared.region and found.provider:
        verdict = _at(in_the_eea(found.provider, Seen(declared.region)), f"{section}.region")
        return replace(verdict, rests_on=(declaration(f"{section}.region", declared.region),))
    if declared and declared.country:
        return _country(declared.country, section)
    because = message(N_("{address} does not say where it is"), address=found.text)
    return unknown(because, at=f"{section}.region")


def _at(verdict: Verdict, at: str) -> Verdict:
    return replace(verdict, on=None, at=at)


def _country(code: str, section: str) -> Verdict:
    known = catalog.country(code)
    rests_on = (declaration(f"{section}.country", code),)
    if known and known.eea:
        return passed(rests_on=rests_on)
    because = message(N_("{country} is outside the EEA"), country=code)
    return failed(because, at=f"{section}.country", rests_on=rests_on)
