"""Where images and inventories are sent: EC2 Image Builder, Systems Manager. Read 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.paths import spread
from hdsstack.model.facts import Copy, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


@facts_of("aws:imagebuilder/distributionConfiguration:DistributionConfiguration")
def distribution(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Images are copied to each region of the list."""
    del graph
    items = found.items("distributions")
    if isinstance(items, Unknown):
        hidden: Seen[str] = Seen(items, "distributions", found.urn)
        yield Copy(resource=found, provider="aws", region=hidden)
        return
    for path in spread(found, "distributions[].region"):
        yield Copy(resource=found, provider="aws", region=found.text(path))


@facts_of("aws:ssm/resourceDataSync:ResourceDataSync")
def inventory(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The inventory of machines is copied to the region of the bucket that it names."""
    del graph
    yield Copy(resource=found, provider="aws", region=found.text("s3Destination.region"))


@facts_of("aws:ecrpublic/repository:Repository")
def public_images(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Images that everybody can pull: such a repository has no other kind of access."""
    why = message(N_("everybody can pull from a public repository"))
    yield Store(
        resource=found,
        kind=StoreKind.REGISTRY,
        data_class=data_class_of(found, graph),
        public=(Seen(value=True, at="repositoryName", on=found.urn, why=why),),
        backups_possible=False,
    )
