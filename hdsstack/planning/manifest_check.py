"""Mistakes of shape that only the whole manifest, or the catalogue, shows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from hdsstack import catalog
from hdsstack.locale import _
from hdsstack.model.document import Place
from hdsstack.model.establishment import Establishment
from hdsstack.model.manifest import Manifest, read
from hdsstack.model.mistakes import field_name, nearest
from hdsstack.model.problem import ManifestError, Problem
from hdsstack.planning.addresses import networks
from hdsstack.planning.flows import AZURE_TAGS
from hdsstack.planning.regions import providers_with
from hdsstack.planning.stores import declared_stores
from hdsstack.planning.subnets import ZONES_OF_USE


def load(path: Path | str, shown: str | None = None) -> Manifest:
    """Read a manifest and check it whole; raises ManifestError with every mistake found.

    `shown` is the file's name in messages; by default the path as given.
    """
    manifest = read(path, shown)
    if problems := check(manifest):
        raise ManifestError(manifest.document.file, problems)
    return manifest


def check(manifest: Manifest) -> list[Problem]:
    """Find regions of another provider, names given twice, and names that nothing bears."""
    return [*_regions(manifest), *_repeated(manifest), *_dangling(manifest)]


def _regions(manifest: Manifest) -> Iterator[Problem]:
    hosting = manifest.establishment.hosting
    places: list[tuple[Place, str]] = [(("hosting", "region"), hosting.region)]
    if hosting.second_site:
        places.append((("hosting", "second_site", "region"), hosting.second_site.region))
    for place, region in places:
        owners = providers_with(region)
        if owners and hosting.provider not in owners and catalog.regions(hosting.provider):
            yield _problem(
                manifest,
                place,
                _("the region belongs to another provider: {owners}").format(
                    owners=", ".join(owners)
                ),
                region,
                wanted=_("a region of {provider}").format(provider=hosting.provider),
                step=_("correct the region, or hosting.provider; 'hdsstack catalog' lists regions"),
            )


def _repeated(manifest: Manifest) -> Iterator[Problem]:
    for section, key, names in _named(manifest.establishment):
        counts = Counter(names)
        for rank, name in enumerate(names):
            if counts[name] > 1 and name in names[:rank]:
                yield _problem(
                    manifest,
                    (*section, rank, key),
                    _("two items have the same name"),
                    name,
                    wanted=_("each name once"),
                    step=_("rename one of them"),
                )


def _named(establishment: Establishment) -> Iterator[tuple[Place, str, list[str]]]:
    yield ("environments",), "name", [row.name for row in establishment.environments]
    yield ("data_classes",), "name", [row.name for row in establishment.data_classes]
    yield ("actors",), "key", [row.key for row in establishment.actors]
    yield ("processors",), "key", [row.key for row in establishment.processors]
    yield ("workloads",), "name", [row.name for row in establishment.workloads]
    yield ("flows",), "id", [row.id for row in establishment.flows]
    yield ("indicators",), "id", [row.id for row in establishment.indicators]
    yield ("network", "sites"), "name", [row.name for row in establishment.network.sites]
    yield ("network", "links"), "name", [row.name for row in establishment.network.links]
    yield ("reversibility",), "store", [row.store for row in establishment.reversibility]


def _dangling(manifest: Manifest) -> Iterator[Problem]:
    establishment = manifest.establishment
    workloads = [row.name for row in establishment.workloads]
    sites = [row.name for row in establishment.network.sites]
    stores = [row.name for row in declared_stores(establishment)]
    for place, name in _workload_names(establishment):
        yield from _unless(manifest, place, name, workloads, _("no workload has this name"))
    for rank, link in enumerate(establishment.network.links):
        place = ("network", "links", rank, "site")
        yield from _unless(manifest, place, link.site, sites, _("no site has this name"))
    for rank, row in enumerate(establishment.reversibility):
        place = ("reversibility", rank, "store")
        yield from _unless(manifest, place, row.store, stores, _("no workload has this store"))
    tags = AZURE_TAGS if establishment.hosting.provider == "azure" else ()
    ends = ["internet", "administration", *sites, *ZONES_OF_USE, *tags]
    for rank, flow in enumerate(establishment.flows):
        for key, end in (("from", flow.source), ("to", flow.destination)):
            if networks(end) is None:
                what = _("no site or zone has this name")
                yield from _unless(manifest, ("flows", rank, key), end, ends, what)


def _workload_names(establishment: Establishment) -> Iterator[tuple[Place, str]]:
    for rank, indicator in enumerate(establishment.indicators):
        if indicator.workload:
            yield ("indicators", rank, "workload"), indicator.workload
    for rank, schedule in enumerate(establishment.schedules):
        for inner, name in enumerate(schedule.workloads):
            yield ("schedules", rank, "workloads", inner), name
    for rank, law in enumerate(establishment.jurisdictions):
        for inner, name in enumerate(law.workloads):
            yield ("jurisdictions", rank, "workloads", inner), name
    for rank, workload in enumerate(establishment.workloads):
        for inner, need in enumerate(workload.depends_on):
            if need.kind == "workload":
                yield ("workloads", rank, "depends_on", inner, "name"), need.name


def _unless(
    manifest: Manifest, place: Place, name: str, known: Iterable[str], what: str
) -> Iterator[Problem]:
    names = list(known)
    if name in names:
        return
    step = _("correct the name, or add what it names")
    if close := nearest(name, names):
        step = _("write '{name}' if that is what you mean").format(name=close)
    wanted = _("one of {names}").format(names=", ".join(names)) if names else _("a declared name")
    yield _problem(manifest, place, what, name, wanted=wanted, step=step)


def _problem(
    manifest: Manifest, place: Place, what: str, seen: str, *, wanted: str, step: str
) -> Problem:
    document = manifest.document
    name = field_name(place)
    return Problem(document.file, document.line(place), name, what, repr(seen), wanted, step)
