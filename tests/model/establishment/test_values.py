"""What the models make of a manifest's values."""

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hdsstack.model.activities import ACTIVITIES, activity_number
from hdsstack.model.establishment import Establishment, Indicator
from hdsstack.model.establishment.finess import luhn_key, valid_finess
from hdsstack.model.establishment.schema import PATH, schema, text
from hdsstack.model.manifest import load

HERE = Path(__file__).parent
SOUND = (HERE / "sound.yaml").read_text(encoding="utf-8")
STACKS = HERE.parent.parent.parent / "stacks"
REFERENCES = ("ch-bapaume", "hcl-easily", "petite-clinique", "infogerance-cloud")


def written(tmp_path: Path, content: str) -> Establishment:
    path = tmp_path / "establishment.yaml"
    path.write_text(content, encoding="utf-8")
    return load(path)


def test_scalars_stay_as_written(tmp_path: Path) -> None:
    content = SOUND.replace("country: FR", "country: NO").replace('"339999906"', "010000024")
    content = content.replace(
        "  - name: prod\n", "  - name: prod\n    account: 012345678901\n"
    ).replace("until: 2027-06-30", "until: 2027-06-30\nguarantees: {version: 1.10}")
    establishment = written(tmp_path, content)
    assert establishment.establishment.country == "NO"
    assert establishment.establishment.finess == "010000024"
    assert establishment.environments[0].account == "012345678901"
    assert establishment.guarantees is not None
    assert establishment.guarantees.version == "1.10"


def test_what_a_control_judges_is_no_mistake_of_shape(tmp_path: Path) -> None:
    content = SOUND.replace("eu-west-3", "eu-west-2").replace("    level: 99.5\n", "")
    content = content.replace("    period: month\n", "").replace("until: 2027", "until: 2019")
    establishment = written(tmp_path, content)
    assert establishment.hosting.region == "eu-west-2"
    assert establishment.indicators[0].level is None
    assert establishment.indicators[0].period is None
    assert establishment.waivers[0].until == dt.date(2019, 6, 30)
    assert establishment.reversibility == ()


def test_no_penalty_is_said_and_silence_is_null(tmp_path: Path) -> None:
    assert written(tmp_path, SOUND).indicators[0].penalty == "none"
    silent = written(tmp_path, SOUND.replace("    penalty: none\n", ""))
    assert silent.indicators[0].penalty is None


def test_an_empty_key_is_an_absent_key(tmp_path: Path) -> None:
    assert written(tmp_path, SOUND + "schedules:\ncontract: ~\n").schedules == ()


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert written(tmp_path, "\ufeff" + SOUND).slug == "clinique-test"


def test_models_are_frozen_and_closed() -> None:
    indicator = Indicator(id="a", title="A", metric="latency")
    with pytest.raises(ValidationError, match="frozen"):
        indicator.level = 3.0  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        Indicator.model_validate({"id": "a", "title": "A", "metric": "latency", "colour": "red"})


def test_activities_bear_the_numbers_of_the_code() -> None:
    assert [activity_number(activity) for activity in ACTIVITIES] == [1, 2, 3, 4, 5, 6]
    assert activity_number("admin_operation") == 5


@pytest.mark.parametrize(
    "number",
    [
        "690781810",  # Hospices civils de Lyon
        "2B0000020",  # Bastia
        "2B0005342",  # Calvi
        "2B0004246",  # Corte-Tattone
        "2A0002606",  # Sartene
        "2A0000386",  # Castelluccio
    ],
)
def test_published_finess_numbers_are_valid(number: str) -> None:
    assert valid_finess(number) == number
    assert valid_finess(f"{number[:2]} {number[2:6]} {number[6:]}".lower()) == number


@pytest.mark.parametrize(
    "number", ["2B0000021", "200000020", "2C0000020", "69078181", "6907818100"]
)
def test_wrong_finess_numbers_are_refused(number: str) -> None:
    with pytest.raises(ValueError, match="FINESS"):
        valid_finess(number)


DIGITS = st.text("0123456789", min_size=6, max_size=6)
DEPARTMENTS = st.sampled_from(["01", "2A", "2B", "62", "69", "97"])


@given(st.builds("{}{}".format, DEPARTMENTS, DIGITS))
def test_exactly_one_key_fits(body: str) -> None:
    accepted = []
    for key in "0123456789":
        try:
            accepted.append(valid_finess(body + key))
        except ValueError:
            continue
    assert accepted == [body + luhn_key(body)]


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.integers(0, 7),
    st.integers(1, 9),
)
def test_one_mistyped_digit_is_found(body: str, rank: int, shift: int) -> None:
    wrong = body[:rank] + str((int(body[rank]) + shift) % 10) + body[rank + 1 :]
    assert luhn_key(wrong) != luhn_key(body)


def test_the_committed_schema_is_fresh() -> None:
    assert PATH.read_text(encoding="utf-8") == text(), "run: make schema"


def test_the_schema_describes_every_key_and_closes_every_section() -> None:
    generated = json.loads(json.dumps(schema()))
    sections = [*generated["$defs"].values(), generated]
    assert len(sections) > 30
    for section in sections:
        assert section["additionalProperties"] is False
        assert all(row["description"] for row in section["properties"].values())


@pytest.mark.parametrize("slug", REFERENCES)
def test_reference_manifests_follow_the_schema(slug: str) -> None:
    content = (STACKS / slug / "establishment.yaml").read_text(encoding="utf-8")
    assert content.startswith(
        "# yaml-language-server: $schema=../../hdsstack/model/establishment.schema.json\n"
    )
    values = json.loads(json.dumps(yaml.safe_load(content), default=str))
    jsonschema.validate(values, schema())


def test_the_schema_refuses_what_the_models_refuse() -> None:
    values = yaml.safe_load(SOUND)
    values["establishment"]["bedds"] = 3
    with pytest.raises(jsonschema.ValidationError, match="bedds"):
        jsonschema.validate(json.loads(json.dumps(values, default=str)), schema())
