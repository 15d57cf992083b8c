"""One policy that a bucket without an owner fails."""

from pulumi_policy import (
    EnforcementLevel,
    PolicyPack,
    ReportViolation,
    StackValidationArgs,
    StackValidationPolicy,
)


def buckets_have_an_owner(args: StackValidationArgs, report_violation: ReportViolation) -> None:
    """Report each bucket whose tags name no owner."""
    for resource in args.resources:
        tags = dict(resource.props.get("tags") or {})
        if resource.resource_type == "aws:s3/bucket:Bucket" and "hds:owner" not in tags:
            report_violation("the bucket has no owner", resource.urn)


PolicyPack(
    "stand-in",
    [StackValidationPolicy("owner", "Buckets have an owner.", buckets_have_an_owner)],
    EnforcementLevel.MANDATORY,
)
