"""Services that AWS Backup leaves alone in a region, whatever their tags.

Source: AWS Backup developer guide, API_UpdateRegionSettings, read 2026-11: a selection by tags
alone follows the opt-in of the region; what is named is taken all the same.
"""

from hdsstack.facts.aws.place import region_of
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Unknown, dig

_SETTINGS = "aws:backup/regionSettings:RegionSettings"
JOINED = (_SETTINGS,)
_SERVICES = {
    "aws:s3/bucket:Bucket": "S3",
    "aws:rds/instance:Instance": "RDS",
    "aws:rds/cluster:Cluster": "Aurora",
    "aws:docdb/cluster:Cluster": "DocumentDB",
    "aws:neptune/cluster:Cluster": "Neptune",
    "aws:dynamodb/table:Table": "DynamoDB",
    "aws:efs/fileSystem:FileSystem": "EFS",
    "aws:ebs/volume:Volume": "EBS",
    "aws:ec2/instance:Instance": "EC2",
    "aws:redshift/cluster:Cluster": "Redshift",
    "aws:timestreamwrite/table:Table": "Timestream",
}


def opted_in(store: Resource, graph: ResourceGraph) -> bool | Unknown:
    """Whether the region lets tags choose a store; without settings here, they do."""
    service = "FSx" if store.type.startswith("aws:fsx/") else _SERVICES.get(store.type)
    for settings in graph.of(_SETTINGS):
        here, there = region_of(settings, graph).value, region_of(store, graph).value
        if isinstance(here, str) and isinstance(there, str) and here != there:
            continue
        said = settings.get("resourceTypeOptInPreference")
        found = said if isinstance(said, Unknown) else dig(said, service or "")
        if found is False or isinstance(found, Unknown):
            return found
    return True
