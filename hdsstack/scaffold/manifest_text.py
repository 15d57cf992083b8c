"""A manifest as YAML that a person reads: the editor's schema, and a word on each section."""

import datetime as dt
import re
from collections.abc import Mapping

import yaml

from hdsstack.locale import _
from hdsstack.planning.preset_chain import to_confirm, years_later


def manifest_text(
    values: Mapping[str, object], schema: str, heading: str, *, today: dt.date
) -> str:
    """Write the sections in order, each under its comment; null and empty sections stay.

    Dates that count from today are nobody's yet, and are marked so.
    """
    parts = [f"# yaml-language-server: $schema={schema}\n#\n# {heading}\n"]
    said = _comments()
    for section, value in values.items():
        comment = f"# {said[section]}\n" if section in said else ""
        parts.append(f"{comment}{_marked(_dump({section: value}), today)}")
    return "\n".join(parts)


def _marked(text: str, today: dt.date) -> str:
    """The text with a mark behind each date that a preset or a copy has supposed."""
    supposed = "|".join(day.isoformat() for day in (today, years_later(today, 3)))
    mark = to_confirm(_("this date"))
    return re.sub(rf"(?m)^(.*: '?(?:{supposed})'?)$", rf"\1  # {mark}", text)


def _dump(section: Mapping[str, object]) -> str:
    return yaml.dump(
        section, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, indent=2
    )


class _Dumper(yaml.SafeDumper):
    """Lists stand under their key with an indent, as people write them; no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _comments() -> Mapping[str, str]:
    return {
        "version": _("Version of this format."),
        "establishment": _("Who it is. `beds` chooses the sizing preset."),
        "environments": _("One Pulumi stack each, in an account of its own (HDS-SEG-002)."),
        "data_classes": _("What each class of data contains here."),
        "hosting": _("Two regions of the European Economic Area."),
        "actors": _(
            "The chain of hosting: who answers for each of the six activities, and with which "
            "certificate."
        ),
        "processors": _("Other processors: continuous integration, monitoring, state."),
        "workloads": _("What is hosted, and how much may be lost."),
        "network": _("Ranges that overlap nothing in the group, and the links to the sites."),
        "flows": _("The register of flows: every opening is here, and nothing else is open."),
        "retention": _(
            "How long traces and backups are kept. Medical records never expire by age."
        ),
        "indicators": _("Contractual indicators: level, period, penalty (or the word none)."),
        "administrators": _("Named persons, and the last yearly review of their rights."),
        "contacts": _("Whom to call."),
        "jurisdictions": _("The law that applies to the data."),
        "state": _("Where Pulumi keeps the state."),
        "secrets": _("What encrypts the secrets in the state."),
        "foundation": _("What another stack or account answers for, with its evidence."),
        "reversibility": _("The way out of every store."),
        "guarantees": _("The guarantees that the client accepted."),
        "time_sources": _("Sources of time."),
        "patching": _("How machines are patched."),
        "schedules": _("Planned stops."),
        "contract": _("The hosting contract."),
        "waivers": _("Failures that someone accepts until a date."),
    }
