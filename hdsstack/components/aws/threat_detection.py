"""Threat detection in both regions."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.site import Site
from hdsstack.components.part import Part

_FEATURES = ("S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS")


class ThreatDetection(Part):
    """GuardDuty, on, with the features that watch stores and machines."""

    def __init__(
        self, name: str, *, site: Site, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, site.account, opts)
        second = pulumi.ResourceOptions(parent=self, provider=site.account.second)
        for place, where in (("main", self.here()), ("second", second)):
            detector = aws.guardduty.Detector(
                f"{name}-{place}",
                enable=True,
                finding_publishing_frequency="FIFTEEN_MINUTES",
                tags=site.account.tags("technical", "5"),
                opts=where,
            )
            for feature in _FEATURES:
                aws.guardduty.DetectorFeature(
                    f"{name}-{place}-{feature.lower().replace('_', '-')}",
                    detector_id=detector.id,
                    name=feature,
                    status="ENABLED",
                    opts=where,
                )
        self.register_outputs({})
