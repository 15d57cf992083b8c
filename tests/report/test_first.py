"""A remedy is that of the provider whose resource is to blame."""

import dataclasses

import pytest

from hdsstack.controls import controls
from hdsstack.locale import Speaker
from hdsstack.model.report import Finding
from hdsstack.model.verdict import Outcome
from hdsstack.report.first import rows
from tests.report.samples import FAILING, finding, resource

REMEDIES = [
    ("On AWS set `a`; on Azure set `b`.", "On AWS set `a`.", "On Azure set `b`."),
    (
        "Give a key: on AWS `a`, on Azure `b`. Copy the data first.",
        "Give a key: on AWS `a`. Copy the data first.",
        "Give a key: on Azure `b`. Copy the data first.",
    ),
    ("Set the tags, on AWS once for all.", "Set the tags, on AWS once for all.", "Set the tags."),
    ("Sur AWS, mettez `a` ; sur Azure, `b`.", "Sur AWS, mettez `a`.", "Sur Azure, `b`."),
    ("Write a sentence.", "Write a sentence.", "Write a sentence."),
]


def row(remedy: str, token: str) -> str:
    seen = dataclasses.replace(resource("store", 1), token=token, type=token)
    made = finding(1, Outcome.FAIL, seen)
    made = dataclasses.replace(made, control=dataclasses.replace(made.control, remedy=remedy))
    report = dataclasses.replace(FAILING, findings=(made,))
    (found,) = rows(report, lambda text: text)
    return found.remedy.replace("\u202f", " ")


@pytest.mark.parametrize(("remedy", "aws", "azure"), REMEDIES)
def test_a_remedy_is_that_of_its_provider(remedy: str, aws: str, azure: str) -> None:
    assert row(remedy, "aws:s3/bucket:Bucket") == aws
    assert row(remedy, "azure-native:storage:StorageAccount") == azure
    assert row(remedy, "openstack:compute/instance:Instance") == remedy


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_remedy_of_azure_speaks_of_azure(language: str) -> None:
    """Whatever a control's remedy says of Azure stands first for a resource of Azure."""
    speak = Speaker(language)
    token = "azure-native:storage:StorageAccount"
    seen = dataclasses.replace(resource("store", 1), token=token, type=token)
    spoken = [one for one in controls() if "Azure" in speak(one.remedy)]
    assert len(spoken) > 20
    for control in spoken:
        made: Finding = dataclasses.replace(finding(1, Outcome.FAIL, seen), control=control)
        report = dataclasses.replace(FAILING, findings=(made,))
        (found,) = rows(report, speak)
        assert not found.remedy.startswith(("On AWS", "Sur AWS")), control.id
