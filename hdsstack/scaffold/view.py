"""What a template is given: the manifest's answers, with presets filled and names made."""

from collections.abc import Iterator, Mapping, Sequence

from hdsstack.locale import _
from hdsstack.model.establishment import (
    Application,
    Database,
    Establishment,
    Indicator,
    Workload,
)
from hdsstack.planning.error import PlanningError
from hdsstack.planning.plan import address_plan
from hdsstack.planning.retention import backup_bounds, cloudwatch_days, trace_bounds
from hdsstack.planning.sizing import sizing
from hdsstack.scaffold.error import ScaffoldError
from hdsstack.scaffold.persons import people
from hdsstack.scaffold.wording import variable

View = dict[str, object]

_CLOUDS = {"aws": "AWS", "azure": "Azure"}
_AT_THE_FRONT = ("availability", "latency", "errors")
_OF_BACKUPS = ("backup-success", "restore-time", "data-loss")
_LONGEST_RETENTION_DAYS = 60
_EVERYWHERE = (
    "Account", "AdminAccess", "AuditTrail", "BackupPlan", "HealthKeys", "HealthNetwork",
    "IndicatorAlarm", "LogStore", "OnCall", "Opening", "Site", "ThreatDetection",
)  # fmt: skip


def view_of(establishment: Establishment, manifest: str) -> View:
    """The template's variables; `manifest` is the file's name in errors.

    Raises:
        ScaffoldError: The manifest lacks something that the program needs.

    """
    try:
        plan = address_plan(establishment)
    except PlanningError as error:
        raise _lacking(manifest, "network.cloud_range", str(error)) from error
    _refuse_public(establishment, manifest)
    workloads = [_workload(establishment, row) for row in establishment.workloads]
    hosting = establishment.hosting
    if hosting.second_site is None:
        raise _lacking(manifest, "hosting.second_site", _("backups need a second region"))
    return {
        "title": _title(establishment),
        "hosted": f"Hosted: {'; '.join(row.title for row in establishment.workloads)}.",
        "provider": hosting.provider,
        "slug": establishment.slug,
        "owner": _owner(establishment),
        "region": hosting.region,
        "second_region": hosting.second_site.region,
        "environment_classes": _environment_classes(establishment),
        "plan": plan,
        "link_down": establishment.network.link_down or "",
        "links": list(_links(establishment)),
        "flows": establishment.flows,
        "workloads": [row for row in workloads if row["parts"]],
        **people(establishment),
        "indicators": [
            _indicator(row, establishment, workloads, manifest)
            for row in establishment.indicators
            if row.level is not None
        ],
        **_windows(establishment, manifest),
        **_names(establishment, workloads),
    }


def _refuse_public(establishment: Establishment, manifest: str) -> None:
    """Public entrances need a firewall and public addresses that no component makes yet."""
    for flow in establishment.flows:
        if flow.public:
            raise ScaffoldError(
                _("the blueprint builds no public entrance yet"),
                where=f"{manifest}: flows[{flow.id}]",
                seen="public: true",
                wanted=_("flows that come through a site link"),
                next_step=_("remove the flow, and add the entrance to the program by hand"),
            )


def _title(establishment: Establishment) -> str:
    name = establishment.establishment.name
    cloud = _CLOUDS[establishment.hosting.provider]
    return f"{name}, on {cloud} ({establishment.hosting.region})."


def _owner(establishment: Establishment) -> str:
    operator = next((row.key for row in establishment.actors if row.role == "operator"), None)
    return operator or establishment.slug


def _environment_classes(establishment: Establishment) -> Mapping[str, str]:
    """Per environment, the most sensitive class of data that the manifest allows in it."""
    order = ("dscp", "pseudonymised", "non-health")
    return {
        row.name: next((kind for kind in order if kind in row.data), "non-health")
        for row in establishment.environments
    }


def _links(establishment: Establishment) -> Iterator[View]:
    gateways = {site.name: site.gateway for site in establishment.network.sites}
    for link in establishment.network.links:
        if link.kind == "vpn":
            yield {
                "name": link.name,
                "variable": variable(link.name),
                "site": link.site,
                "gateway": link.gateway or gateways.get(link.site),
                "gateway_key": f"{_camel(link.name)}Gateway",
                "key": f"{_camel(link.name)}Key",
            }


def _camel(slug: str) -> str:
    first, *others = slug.split("-")
    return first + "".join(word.capitalize() for word in others)


def _workload(establishment: Establishment, row: Workload) -> View:
    parts = row.components
    data_class = "data_class" if row.data_class == "dscp" else f'"{row.data_class}"'
    return {
        "name": row.name,
        "variable": variable(row.name),
        "title": row.title,
        "promise": _promise(row),
        "data_class": data_class,
        "database": parts.database and _database(establishment, parts.database),
        "application": parts.application and _application(establishment, parts.application),
        "files": parts.files,
        "records": parts.records,
        "uses": [
            f"{variable(row.name)}_{kind}"
            for kind in ("database", "records", "files")
            if getattr(parts, kind)
        ],
        "parts": any((parts.database, parts.application, parts.files, parts.records)),
    }


def _promise(row: Workload) -> str:
    loss = f"at most {row.rpo_minutes} minutes of data lost" if row.rpo_minutes else ""
    stop = f"at most {row.rto_minutes} minutes of interruption" if row.rto_minutes else ""
    promised = ", ".join(text for text in (loss, stop) if text) or "no recovery objective stated"
    return f"{row.criticality.capitalize()} for care, {row.availability}: {promised}."


def _database(establishment: Establishment, row: Database) -> View:
    preset = sizing(establishment.establishment.beds, establishment.hosting.provider)
    return {
        "version": row.version,
        "size": row.size or preset.database_size,
        "storage_gib": row.storage_gib or preset.database_gib,
    }


def _application(establishment: Establishment, row: Application) -> View:
    preset = sizing(establishment.establishment.beds, establishment.hosting.provider)
    return {
        "count": row.count,
        "size": row.size or preset.machine_size,
        "disk_gib": row.disk_gib,
        "image": row.image,
        "port": row.port,
    }


def _indicator(
    row: Indicator, establishment: Establishment, workloads: Sequence[View], manifest: str
) -> View:
    watched = {part["name"]: part for part in workloads if part["parts"]}
    chosen = watched.get(row.workload or "") or next(iter(watched.values()), None)
    watches = _watches(row, establishment, chosen)
    if watches is None:
        raise _lacking(
            manifest,
            f"indicators[{row.id}]",
            _("nothing in the program can measure '{metric}'").format(metric=row.metric),
        )
    return {
        "id": row.id,
        "title": row.title,
        "metric": row.metric,
        "level": f"{row.level:g}",
        "unit": row.unit,
        "bound": row.bound,
        "penalty": row.penalty,
        "watches": watches,
    }


def _watches(row: Indicator, establishment: Establishment, chosen: View | None) -> str | None:
    """The variable of the part that an indicator's monitor looks at."""
    if row.metric in _OF_BACKUPS:
        return "backups"
    if row.metric == "link":
        links = establishment.network.links
        return variable(links[0].name) if links else None
    if chosen is None:
        return None
    if row.metric in _AT_THE_FRONT:
        return f"{chosen['variable']}_entry" if chosen["application"] else None
    return f"{chosen['variable']}_database" if chosen["database"] else None


def _windows(establishment: Establishment, manifest: str) -> View:
    traces = trace_bounds(establishment)
    days = cloudwatch_days(traces)
    if days is None:
        raise _lacking(
            manifest,
            "retention.platform_traces",
            _("no retention lies between {shortest} and {longest} days").format(
                shortest=traces.shortest, longest=traces.longest
            ),
        )
    backups = backup_bounds(establishment)
    longest = backups.longest or _LONGEST_RETENTION_DAYS
    kept = max(backups.shortest, min(_LONGEST_RETENTION_DAYS, longest))
    lock = establishment.retention.backup_lock_days or backups.shortest
    return {
        "traces_days": days,
        "trail_days": traces.shortest,
        "trail_maximum": traces.longest or days,
        "backups": {
            "retention_days": kept,
            "lock_days": min(lock, kept),
            "maximum_days": longest,
        },
    }


def _names(establishment: Establishment, workloads: Sequence[View]) -> View:
    """The parts and argument classes that the program imports, and its lists of variables."""
    parts = set(_EVERYWHERE)
    stores: list[str] = []
    traced: list[str] = []
    for row in workloads:
        for key, suffix, kind in (
            ("database", "_database", "HealthDatabase"),
            ("records", "_records", "RecordStore"),
            ("files", "_files", "FileStore"),
            ("application", "_application", "ApplicationMachines"),
        ):
            if row[key]:
                parts.add(kind)
                stores.append(f"{row['variable']}{suffix}")
                traced += stores[-1:] if key != "application" else []
        if row["application"]:
            parts.add("EntryPoint")
    if any(True for _link in _links(establishment)):
        parts |= {"LinkGateway", "SiteLink"}
    if establishment.hosting.provider == "aws":
        parts.add("RestoreTest")
    if not any(row.level is not None for row in establishment.indicators):
        parts.discard("IndicatorAlarm")
    without_arguments = {"HealthKeys", "LinkGateway", "RestoreTest", "Site", "ThreatDetection"}
    return {
        "parts": sorted(parts),
        "arguments": sorted(f"{name}Args" for name in parts - without_arguments),
        "stores": stores,
        "traced": traced,
        "databases": [f"{row['variable']}_database" for row in workloads if row["database"]],
    }


def _lacking(manifest: str, field: str, what: str) -> ScaffoldError:
    return ScaffoldError(
        what,
        where=manifest,
        seen=_("a manifest without it"),
        wanted=field,
        next_step=_("complete {field} and write the program again").format(field=field),
    )
