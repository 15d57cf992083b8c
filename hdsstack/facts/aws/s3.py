"""S3: a bucket with everything that separate resources, or its own older arguments, say of it."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage
from hdsstack.facts.aws.buckets import BUCKET, belonging, block_at
from hdsstack.facts.aws.keys import keyed_encryption, owner_of_value
from hdsstack.facts.aws.object_life import expiries, kept_days, moved_to, single_zone
from hdsstack.facts.aws.object_traces import receives_traces, traced
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.private_access import endpoint_claims
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.public_buckets import bucket_policies, public_claims
from hdsstack.facts.policies import refuses_plain, statements
from hdsstack.model.facts import (
    Claims,
    Copy,
    Encryption,
    Fact,
    KeyOwner,
    Store,
    StoreKind,
    TraceStore,
)
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Unknown

_SSE = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
_LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
_REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
JOINED = (
    _SSE,
    _VERSIONING,
    _LOCK,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/objectCopy:ObjectCopy",
    "aws:s3/accessPoint:AccessPoint",
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
    "aws:s3/bucketNotification:BucketNotification",
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    "aws:s3/analyticsConfiguration:AnalyticsConfiguration",
    "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration",
)
# Both spellings of an argument that older buckets carry inline.
_INLINE_SSE = "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault"
_SSE_DEFAULT = "applyServerSideEncryptionByDefault"


@facts_of(BUCKET)
def bucket(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A store of objects. Objects are encrypted by AWS since 2023-01 whatever the bucket says."""
    encryption = _encryption(found, graph)
    public = public_claims(found, graph)
    yield Store(
        resource=found,
        kind=StoreKind.OBJECTS,
        data_class=data_class_of(found, graph),
        encryption=(encryption,),
        public=public,
        private=endpoint_claims(found, graph, "s3"),
        transit=tuple(_transit(found, graph)),
        backups=coverage(found, graph),
        history=(_versioned(found, graph),),
        expires=tuple(expiries(found, graph)),
        guarded=(_kept_when_full(found), pulumi_guard(found)),
        traced=traced(found, graph),
        zones=tuple(single_zone(found, graph)),
        storage_class=moved_to(found, graph),
    )
    kind = receives_traces(found, graph)
    if kind is not None:
        yield TraceStore(
            resource=found,
            kept=kept_days(found, graph),
            ended_apart=True,
            kind=kind,
            encrypted=(encryption.encrypted,),
            public=public,
            immutable=(_locked(found, graph),),
        )
    yield from _inline_copies(found, graph)


def _kept_when_full(bucket: Resource) -> Seen[bool]:
    """`forceDestroy` deletes a bucket that still holds objects; AWS alone refuses."""
    return bucket.flag("forceDestroy", default=False).map(lambda forced: not forced)


# Encryption --------------------------------------------------------------------------------------


def _encryption(bucket: Resource, graph: ResourceGraph) -> Encryption:
    for config in belonging(bucket, graph, _SSE):
        rules = config.items("rules")
        if isinstance(rules, Unknown):
            missing: Seen[KeyOwner] = Seen(rules, "rules", config.urn)
            return Encryption(encrypted=config.says(value=True, at="rules"), owner=missing)
        if rules:
            return _rule(config, f"rules[0].{_SSE_DEFAULT}", graph)
    if bucket.has("serverSideEncryptionConfiguration"):
        return _rule(bucket, _INLINE_SSE, graph)
    if bucket.has("serverSideEncryptionConfigurations"):
        listed = f"serverSideEncryptionConfigurations[0].rules[0].{_SSE_DEFAULT}"
        return _rule(bucket, block_at(bucket, listed), graph)
    return keyed_encryption(bucket, graph, key="serverSideEncryptionConfiguration")


def _rule(config: Resource, path: str, graph: ResourceGraph) -> Encryption:
    """One default rule: AES256 is AWS's own key; `aws:kms` without a key is AWS's too."""
    encrypted = config.says(value=True, at=path)
    algorithm = config.text(f"{path}.sseAlgorithm", default="AES256")
    if isinstance(algorithm.value, Unknown):
        return Encryption(
            encrypted=encrypted, owner=Seen(algorithm.value, algorithm.at, config.urn)
        )
    if not algorithm.value.startswith("aws:kms"):
        return Encryption(
            encrypted=encrypted, owner=Seen(KeyOwner.PROVIDER, algorithm.at, config.urn)
        )
    key = f"{path}.kmsMasterKeyId"
    return Encryption(
        encrypted=encrypted, owner=owner_of_value(config.get(key), config, key, graph)
    )


# Transport ---------------------------------------------------------------------------------------


def _transit(bucket: Resource, graph: ResourceGraph) -> Iterator[Seen[str]]:
    """Plain HTTP unless a policy refuses it; with TLS, S3 accepts 1.2 and better since 2023-06."""
    policies = list(bucket_policies(bucket, graph))
    for policy in policies:
        found = statements(policy.get("policy"))
        if isinstance(found, Unknown):
            yield Seen(found, "policy", policy.urn)
        elif refuses_plain(found, bucket.urn):
            yield Seen("1.2", "policy", policy.urn)
        else:
            why = message(N_("no statement refuses plain HTTP for every action on all of it"))
            yield Seen("plain", "policy", policy.urn, why=why)
    if not policies:
        why = message(N_("no bucket policy refuses plain HTTP"))
        yield Seen("plain", "", bucket.urn, why=why)


# Versions and locks ------------------------------------------------------------------------------


def _versioned(bucket: Resource, graph: ResourceGraph) -> Seen[bool]:
    for config in belonging(bucket, graph, _VERSIONING):
        status = config.text("versioningConfiguration.status", default="Disabled")
        return status.map(lambda said: said == "Enabled")
    for path in ("versioning.enabled", "versionings[0].enabled"):
        if bucket.has(path):
            return bucket.flag(path)
    if bucket.flag("objectLockEnabled", default=False).value is True:
        return bucket.says(value=True, at="objectLockEnabled")
    why = message(N_("the bucket keeps no versions"))
    return Seen(value=False, on=bucket.urn, why=why)


def _locked(bucket: Resource, graph: ResourceGraph) -> Seen[bool]:
    """Whether objects cannot be deleted for a time: a default retention in compliance mode."""
    held = [(config, "rule.defaultRetention.mode") for config in belonging(bucket, graph, _LOCK)]
    rule = block_at(bucket, "objectLockConfiguration.rule")
    if bucket.has(rule):
        held.append((bucket, f"{block_at(bucket, f'{rule}.defaultRetention')}.mode"))
    for config, path in held:
        mode = config.text(path, default="none")
        why = message(N_("objects are not locked in compliance mode: they can be deleted"))
        return mode.map(lambda said: said == "COMPLIANCE").because(why)
    why = message(N_("no object lock keeps the traces in this bucket from deletion"))
    return Seen(value=False, on=bucket.urn, why=why)


# Copies ------------------------------------------------------------------------------------------


@facts_of(_REPLICATION)
def replication(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Each enabled rule copies the objects of a bucket into another one."""
    source = graph.linked(found, "bucket", BUCKET)
    origin = source if isinstance(source, Resource) else found
    yield from _copies(found, "rules", origin, graph)


def _inline_copies(bucket: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    for path in ("replicationConfiguration.rules", "replicationConfigurations[0].rules"):
        if bucket.has(path):
            yield from _copies(bucket, path, bucket, graph)


def _copies(holder: Resource, path: str, origin: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    rules = holder.items(path)
    if isinstance(rules, Unknown):
        yield Copy(resource=origin, provider="aws", region=Seen(rules, path, holder.urn))
        return
    for index in range(len(rules)):
        rule = f"{path}[{index}]"
        if holder.get(f"{rule}.status") == "Disabled":
            continue
        place = f"{block_at(holder, f'{rule}.destination')}.bucket"
        region = _bucket_region(holder.get(place), holder, place, graph)
        yield Copy(resource=origin, provider="aws", region=Seen(region, place, holder.urn))


def _bucket_region(
    value: Found, holder: Resource, path: str, graph: ResourceGraph
) -> str | Unknown:
    if value is ABSENT:
        return Unknown("the rule names no destination")
    match graph.target(value, holder, path, BUCKET):
        case Resource() as target:
            return region_of(target, graph).value
        case Literal():
            return Unknown("the destination bucket is outside this stack: its region is not known")
        case Unknown() as missing:
            return missing
        case None:
            return Unknown("the rule names no destination")


@facts_of("aws:s3/directoryBucket:DirectoryBucket")
def directory_bucket(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An express bucket: one zone, no versions, no plain HTTP."""
    redundancy = found.text("dataRedundancy", default="SingleAvailabilityZone")
    backups: Claims = ()
    yield Store(
        resource=found,
        kind=StoreKind.OBJECTS,
        data_class=data_class_of(found, graph),
        encryption=(_encryption(found, graph),),
        transit=(found.says("1.2"),),
        history=backups,
        guarded=(_kept_when_full(found), pulumi_guard(found)),
        zones=(redundancy.map(lambda said: not said.startswith("Single")),),
    )
