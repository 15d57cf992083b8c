"""The part of a preset that says who answers for what."""

import datetime as dt
from typing import Final

from hdsstack.locale import _
from hdsstack.planning.answers import Answers

Part = dict[str, object]

_HOST_ACTIVITIES: Final = ("physical_sites", "hardware", "virtual_infra", "app_platform")
_OWN_ACTIVITIES: Final = ("admin_operation", "backup")
_HOSTS: Final = {
    "aws": ("aws", "Amazon Web Services EMEA SARL", "LU", "Amazon.com, Inc."),
    "azure": ("azure", "Microsoft Ireland Operations Limited", "IE", "Microsoft Corporation"),
}


def to_confirm(text: str) -> str:
    """Mark a text that only people can confirm."""
    return _("TO CONFIRM: {text}").format(text=text)


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return dt.date(day.year + years, day.month, last)


def actors(answers: Answers, places: list[str]) -> list[Part]:
    """The cloud, and the establishment itself, which operates its own stack.

    An establishment that hosts its own data is no host in the sense of CSP L.1111-8; whoever
    operates the stack for it instead must be declared with a certificate.
    """
    key, name, country, parent = _HOSTS[answers.provider]
    host: Part = {
        "key": key,
        "name": name,
        "role": "host",
        "country": country,
        "accountable": list(_HOST_ACTIVITIES),
        "parent": {"name": parent, "country": "US"},
        "third_country_law": _third_country_law(),
        "certificates": [_certificate(answers.today, places)],
        "register_entry": to_confirm(_("entry in the register of processors")),
        "contract": to_confirm(_("signed hosting clauses, with date")),
    }
    own: Part = {
        "key": answers.slug,
        "name": answers.name,
        "role": "self",
        "country": "FR",
        "accountable": list(_OWN_ACTIVITIES),
    }
    return [host, own]


def _third_country_law() -> Part:
    return {
        "countries": ["US"],
        "laws": ["CLOUD Act", "FISA section 702"],
        "mitigation": _(
            "storage in the EEA only, encryption with keys that the establishment controls, "
            "traces of every access"
        ),
        "residual_risk": to_confirm(_("an order to the provider under these laws, to be accepted")),
    }


def _certificate(today: dt.date, places: list[str]) -> Part:
    """A certificate to be replaced by the real one: its dates and number are placeholders."""
    return {
        "framework": "hds-2024-2.0",
        "number": to_confirm(_("number on the certificate")),
        "issued_on": today,
        "expires_on": years_later(today, 3),
        "activities": [*_HOST_ACTIVITIES, "backup"],
        "places": places,
        "services": ["all"],
        "document": to_confirm(_("where the certificate is kept")),
    }


def processors() -> list[Part]:
    """The forge that runs the checks, which sees no health data."""
    return [
        {
            "key": "forge",
            "name": to_confirm(_("company that runs the forge and its CI")),
            "purpose": "ci",
            "country": "FR",
            "health_data": False,
            "register_entry": to_confirm(_("entry in the register of processors")),
        }
    ]


def administrators(answers: Answers) -> list[Part]:
    """The one person named in the answers, whose rights are reviewed today."""
    return [
        {
            "name": answers.administrator,
            "employer": answers.slug,
            "role": _("administrator of the stack"),
            "country": "FR",
            "last_review": answers.today,
        }
    ]


def guarantees(answers: Answers, places: list[str], workload: Part) -> Part:
    """The first version, accepted as it stands."""
    return {
        "version": "1",
        "accepted": {
            "version": "1",
            "accepted_by": answers.administrator,
            "accepted_on": answers.today,
            "regions": places,
            "actors": [_HOSTS[answers.provider][0], answers.slug],
            "levels": {"dpi-availability": 99.5, "backup-success": 99.0},
            "rpo_minutes": {"dpi": workload["rpo_minutes"]},
            "rto_minutes": {"dpi": workload["rto_minutes"]},
            "backup_min_days": 30,
        },
    }
