"""A whole manifest for a small establishment, from six answers.

What only people know carries the mark of `preset_chain.to_confirm`, and `placeholders` lists it.
"""

from collections.abc import Iterator

from hdsstack.locale import _
from hdsstack.planning.answers import (
    DEFAULT_REGION,
    PROVIDERS_WITH_PRESET,
    Answers,
    Question,
    questions,
)
from hdsstack.planning.error import PlanningError
from hdsstack.planning.names import safe_name
from hdsstack.planning.preset_chain import (
    Part,
    actors,
    administrators,
    guarantees,
    processors,
    to_confirm,
    years_later,
)
from hdsstack.planning.preset_flows import flows, network, single_link
from hdsstack.planning.regions import second_site
from hdsstack.planning.sizing import Sizing, sizing

__all__ = ["Answers", "Question", "manifest_for", "placeholders", "questions"]


def manifest_for(answers: Answers) -> Part:
    """Build the manifest of a sound stack as plain values, ready for YAML.

    Raises PlanningError for a provider without preset, or a region without a second site in the
    EEA; the answers' own shapes (FINESS, slug) are left to the models.
    """
    if answers.provider not in PROVIDERS_WITH_PRESET:
        raise PlanningError(
            _("no preset for '{provider}'; wanted one of {known}").format(
                provider=answers.provider, known=", ".join(PROVIDERS_WITH_PRESET)
            )
        )
    region = answers.region or DEFAULT_REGION[answers.provider]
    places = [region, _second_site(answers.provider, region)]
    size = sizing(answers.beds, answers.provider)
    workload = _workload(size)
    return {
        "version": "1",
        **_identity(answers),
        "hosting": {
            "provider": answers.provider,
            "region": region,
            "second_site": {"region": places[1]},
            "profiles": ["hds"],
        },
        "actors": actors(answers, places),
        "processors": processors(),
        "workloads": [workload],
        "network": _network(answers),
        "flows": flows(answers.provider),
        **_operation(answers),
        **_pulumi(answers, region),
        "foundation": _foundation(answers),
        "reversibility": _reversibility(size),
        "guarantees": guarantees(answers, places, workload),
        "contract": {
            "reference": to_confirm(_("reference of the hosting contract")),
            "starts": answers.today,
            "ends": years_later(answers.today, 3),
        },
        "waivers": [],
    }


def placeholders(values: object, place: str = "") -> Iterator[str]:
    """Yield the dotted places whose text still has to be confirmed by people."""
    mark = to_confirm("")
    if isinstance(values, dict):
        for key, value in values.items():
            yield from placeholders(value, f"{place}.{key}".removeprefix("."))
    elif isinstance(values, list):
        for rank, value in enumerate(values):
            yield from placeholders(value, f"{place}[{rank}]")
    elif isinstance(values, str) and values.startswith(mark):
        yield place


def _second_site(provider: str, region: str) -> str:
    found = second_site(provider, region)
    if found is None:
        raise PlanningError(
            _("no second region in the EEA is known for {region}; next: choose a known region, or "
              "write hosting.second_site yourself").format(region=region)
        )  # fmt: skip
    return found


def _identity(answers: Answers) -> Part:
    return {
        "establishment": {
            "slug": answers.slug,
            "name": answers.name,
            "finess": answers.finess,
            "kind": answers.kind,
            "beds": answers.beds,
            "country": "FR",
        },
        "environments": [{"name": "prod", "data": ["dscp", "technical"]}],
        "data_classes": [
            {
                "name": "dscp",
                "content": _("Medical records: identity, documents, prescriptions, results"),
                "basis": to_confirm(_("legal basis in the register of processing activities")),
            },
            {"name": "technical", "content": _("Traces, backups, state and keys")},
        ],
        "jurisdictions": [
            {"country": "FR", "law": _("CSP L.1111-8, GDPR"), "data_classes": ["dscp"]}
        ],
    }


def _workload(size: Sizing) -> Part:
    return {
        "name": "dpi",
        "title": _("Computerised patient record"),
        "data_class": "dscp",
        "criticality": "vital",
        "placement": "cloud-ok",
        "controls_equipment": False,
        "rpo_minutes": 240,
        "rto_minutes": 480,
        "availability": "24/7",
        "link_loss": "degraded",
        "components": {
            "application": {"kind": "machine", "count": size.machines, "port": 443},
            "database": {"engine": "postgresql", "storage_gib": size.database_gib},
            "files": {"size_gib": size.files_gib},
            "records": {"size_gib": size.records_gib},
        },
        "depends_on": [
            {"name": _("directory of the establishment"), "kind": "identity", "where": "both"},
            {"name": _("name resolution"), "kind": "dns", "where": "both"},
        ],
    }


def _network(answers: Answers) -> Part:
    return {
        **network(),
        "single_link_accepted": single_link(answers.administrator, answers.today),
    }


def _operation(answers: Answers) -> Part:
    return {
        "retention": {
            "platform_traces": {"min_days": 365, "max_days": 400},
            "application_traces": {"min_days": 365, "max_days": 1096},
            "backups": {"min_days": 30, "max_days": 90},
            "backup_lock_days": 30,
        },
        "indicators": _indicators(),
        "administrators": administrators(answers),
        "contacts": [
            {"role": "incident", "name": answers.administrator},
            {"role": "dpo", "name": to_confirm(_("data protection officer"))},
        ],
        "time_sources": [_time_source(answers.provider)],
        "patching": {"mode": "automatic", "window": _("Sunday, 02:00 to 05:00")},
        "schedules": [],
    }


def _time_source(provider: str) -> Part:
    if provider == "aws":
        return {"address": "169.254.169.123", "operator": "Amazon Time Sync Service"}
    return {"address": "ptp_hyperv", "operator": "Azure host time synchronisation"}


def _indicators() -> list[Part]:
    return [
        {
            "id": "dpi-availability",
            "title": _("Availability of the patient record"),
            "metric": "availability",
            "workload": "dpi",
            "formula": _("minutes answered / minutes of the month, planned stops excluded"),
            "level": 99.5,
            "unit": "percent",
            "bound": "at-least",
            "period": "month",
            "penalty": "none",
        },
        {
            "id": "backup-success",
            "title": _("Backups that succeed"),
            "metric": "backup-success",
            "formula": _("successful backup jobs / planned backup jobs"),
            "level": 99.0,
            "unit": "percent",
            "bound": "at-least",
            "period": "month",
            "penalty": "none",
        },
    ]


def _pulumi(answers: Answers, region: str) -> Part:
    if answers.provider == "aws":
        bucket = safe_name("s3-bucket", answers.slug, "pulumi-state", unique=answers.finess)
        backend = f"s3://{bucket}?region={region}"
        key = f"awskms://alias/{answers.slug}-pulumi?region={region}"
    else:
        account = safe_name("storage-account", answers.slug, "state", unique=answers.finess)
        backend = f"azblob://state?storage_account={account}"
        vault = safe_name("key-vault", answers.slug, "pulumi", unique=answers.finess)
        key = f"azurekeyvault://{vault}.vault.azure.net/keys/pulumi"
    return {
        "state": {"backend": backend, "region": region, "encryption": "establishment-key"},
        "secrets": {"provider": key, "region": region},
    }


def _foundation(answers: Answers) -> Part:
    rail = {
        "aws": _("service control policy on aws:RequestedRegion, at the organisation"),
        "azure": _("policy of allowed locations, at the management group"),
    }
    held: Part = {
        "guard_rails": {
            "held_by": to_confirm(rail[answers.provider]),
            "evidence": to_confirm(_("where the policy can be read")),
            "date": answers.today,
        }
    }
    if answers.provider == "azure":
        held["restore_test"] = {
            "held_by": answers.slug,
            "evidence": to_confirm(_("minutes of the last restore test")),
            "date": answers.today,
        }
    return held


def _reversibility(size: Sizing) -> list[Part]:
    rows = (
        ("dpi.database", _("SQL dump"), size.database_gib),
        ("dpi.files", _("files with their tree, in a tar archive"), size.files_gib),
        ("dpi.records", _("original documents and an index in CSV"), size.records_gib),
    )
    return [
        {
            "store": store,
            "format": export_format,
            "volume_gib": volume,
            "procedure": to_confirm(_("export procedure, tried once a year")),
            "erasure_evidence": _("certificate of destruction of the key, with its trace"),
        }
        for store, export_format, volume in rows
    ]
