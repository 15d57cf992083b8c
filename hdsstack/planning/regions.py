"""Where the second site goes: another region, in the EEA, that the host's certificate covers."""

from hdsstack import catalog

# Distance and latency to the first region decide; usual choices, confidence "inferred".
_USUAL = {
    ("aws", "eu-west-3"): "eu-central-1",
    ("aws", "eu-central-1"): "eu-west-3",
    ("aws", "eu-west-1"): "eu-west-3",
}


def second_site(provider: str, region: str) -> str | None:
    """Choose a region of the EEA for copies, or None when the catalogue offers none.

    Azure's own pair, where Azure sends its copies; else the usual choice, then the regions with
    most zones; always in the same partition, and otherwise never one that the provider restricts.
    """
    first = catalog.region(provider, region)
    if first is None:
        return None
    others = {
        row.name: row
        for row in catalog.regions(provider)
        if row.eea and not row.restricted and row.partition == first.partition
    }
    others.pop(first.name, None)
    if provider == "azure" and (pair := _pair(first.pair)):
        return pair
    for choice in (_USUAL.get((provider, first.name)), first.pair):
        if choice in others:
            return choice
    covered = {"in": 0, "unknown": 1, "out": 2}
    ranked = sorted(
        others.values(), key=lambda row: (covered[row.hds_scope], -(row.zones or 0), row.name)
    )
    return ranked[0].name if ranked else None


def _pair(name: str | None) -> str | None:
    """Where Azure sends geo-redundant copies by itself, even if nothing else can be deployed."""
    pair = catalog.region("azure", name) if name else None
    return pair.name if pair and pair.eea else None


def providers_with(region: str) -> tuple[str, ...]:
    """Providers that have a region of that name: the same name can be another country."""
    return tuple(name for name in catalog.providers() if catalog.region(name, region))
