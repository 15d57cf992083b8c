"""What is said after an establishment was written."""

from collections.abc import Iterable
from pathlib import Path

from hdsstack.cli.speaking import say, show
from hdsstack.locale import _
from hdsstack.planning.confirm import waiting
from hdsstack.planning.preset_chain import to_confirm


def tell(slug: str, paths: Iterable[Path], root: Path) -> None:
    """The paths on stdout; on stderr what people must still confirm, and the next step."""
    for path in paths:
        show(path.relative_to(root).as_posix())
    manifest = root / "stacks" / slug / "establishment.yaml"
    count = waiting(manifest.read_text(encoding="utf-8"))
    if count:
        say(
            _("{count} values in {file} are for you to confirm; search {mark}").format(
                count=count,
                file=manifest.relative_to(root).as_posix(),
                mark=to_confirm("").strip(" :"),
            )
        )
    _tell_of_place(manifest.parent)
    say(_("next: read stacks/{slug}/, then `hdsstack check {slug}`").format(slug=slug))


def _tell_of_place(folder: Path) -> None:
    """Say at once what every check will refuse: a region outside the EEA."""
    from hdsstack import catalog
    from hdsstack.engine.declared import load_manifest

    hosting = load_manifest(folder).hosting
    found = catalog.region(hosting.provider, hosting.region)
    if found and not found.eea:
        say(
            _(
                "{region} is in {place} ({country}), outside the EEA, and `hdsstack check` refuses "
                "it; next: choose another with `hdsstack catalog regions --provider {provider} "
                "--where eea=true`"
            ).format(
                region=found.name,
                place=found.place,
                country=found.country,
                provider=hosting.provider,
            )
        )
