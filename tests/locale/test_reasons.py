"""Why something cannot be decided is told in the reader's language, names kept."""

from pathlib import Path

import pytest

from hdsstack.controls.answers import unknown
from hdsstack.locale import Speaker
from hdsstack.model.message import N_
from hdsstack.model.values import Ref, Unknown, decode_string, unknown_for

PACKAGE = Path(__file__).resolve().parents[2] / "hdsstack"
FRENCH = Speaker("fr")
URN = "urn:pulumi:prod::case::aws:kms/key:Key::key"


def told(why: Unknown) -> str:
    """What a French reader sees of a verdict that rests on it."""
    because = unknown(why).because
    assert because is not None
    return because.render(FRENCH)


@pytest.mark.parametrize(
    ("why", "french"),
    [
        (Unknown("made of outputs"), "fait de valeurs de sortie"),
        (Unknown(), "inconnu avant le déploiement"),
        (unknown_for(N_("an output of {name}"), name="key"), "une valeur de sortie de key"),
        (
            unknown_for(N_("the pair of an unknown region: {why}"), why=Unknown().reason),
            "inconnu avant le déploiement",
        ),
    ],
)
def test_a_reason_is_french(why: Unknown, french: str) -> None:
    assert told(why).endswith(french)


@pytest.mark.parametrize(
    ("recorded", "french"),
    [
        ("${?configuration db:size}", "le réglage db:size"),
        ("${?environment variable HOME}", "la variable d'environnement HOME"),
        ("${?getVpc.cidrBlock}", "la consultation getVpc.cidrBlock"),
        ("${?tenant id}", "l'identifiant du locataire"),
        ("${?un {nom} inattendu}", "un {nom"),
    ],
)
def test_a_recorded_reason_is_read_back(recorded: str, french: str) -> None:
    value = decode_string(recorded)
    part = value if isinstance(value, Unknown) else next(iter(getattr(value, "parts", ())))
    assert isinstance(part, Unknown)
    assert told(part).endswith(french)


def test_a_reason_with_names_is_english_in_symbols() -> None:
    assert str(unknown_for(N_("an output of {name}"), name="key").reason) == "an output of key"
    assert decode_string(f"${{{URN}#arn}}") == Ref(URN, "arn")


def test_no_reason_hides_its_names_in_an_f_string() -> None:
    """Such a reason would stay English: `unknown_for` keeps the names apart."""
    hiding = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if 'Unknown(f"' in path.read_text(encoding="utf-8").replace("\n", "").replace(" ", "")
    ]
    assert hiding == []


@pytest.mark.parametrize(
    ("recorded", "english"),
    [
        ("${?configuration db:size}", "cannot be decided without configuration db:size"),
        ("${?getVpc.cidrBlock}", "cannot be decided without the look-up getVpc.cidrBlock"),
        ("${?not known before the deployment}", "cannot be decided: not known before the"),
    ],
)
def test_a_reason_that_is_a_name_is_what_decides(recorded: str, english: str) -> None:
    value = decode_string(recorded)
    assert isinstance(value, Unknown)
    assert str(unknown(value).because).startswith(english)
