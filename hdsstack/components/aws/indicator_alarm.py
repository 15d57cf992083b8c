"""The monitor of one contractual indicator (CSP R.1111-11, EXI 21)."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.on_call import OnCall
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import IndicatorAlarmArgs
from hdsstack.components.part import Part

_WORSE = {"at-least": "LessThanThreshold", "at-most": "GreaterThanThreshold"}
_PERIOD_SECONDS = 300
_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """How CloudWatch measures: metrics by letter (name, statistic), and an expression of them."""

    namespace: str
    metrics: Mapping[str, tuple[str, str]]
    expression: str


_FRONT = "AWS/ApplicationELB"
_SUCCESS = {"r": ("RequestCount", "Sum"), "e": ("HTTPCode_ELB_5XX_Count", "Sum")}
_JOBS = {"c": ("NumberOfBackupJobsCompleted", "Sum"), "f": ("NumberOfBackupJobsFailed", "Sum")}
_MEASURES: Mapping[str, Measure] = {
    "availability": Measure(_FRONT, _SUCCESS, "100 * (1 - FILL(e, 0) / r)"),
    "errors": Measure(_FRONT, _SUCCESS, "100 * FILL(e, 0) / r"),
    "latency": Measure(_FRONT, {"t": ("TargetResponseTime", "p95")}, "1000 * t"),
    "backup-success": Measure("AWS/Backup", _JOBS, "100 * FILL(c, 0) / (FILL(c, 0) + FILL(f, 0))"),
    # The hours since the last restore or backup are no metric of AWS: a failed job stands for them.
    "restore-time": Measure("AWS/Backup", {"f": ("NumberOfRestoreJobsFailed", "Sum")}, "f * 1e6"),
    "data-loss": Measure("AWS/Backup", {"f": ("NumberOfBackupJobsFailed", "Sum")}, "f * 1e6"),
    "link": Measure("AWS/VPN", {"s": ("TunnelState", "Maximum")}, "100 * s"),
    "cpu": Measure("AWS/RDS", {"u": ("CPUUtilization", "Average")}, "u"),
    "storage": Measure("AWS/RDS", {"b": ("FreeStorageSpace", "Minimum")}, "b / 1073741824"),
}


class IndicatorAlarm(Part):
    """An alarm that rings when the guaranteed level is not held, tagged with the indicator."""

    def __init__(
        self,
        name: str,
        args: IndicatorAlarmArgs,
        *,
        site: Site,
        on_call: OnCall,
        watches: Part,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        measure = _MEASURES[args.metric]
        aws.cloudwatch.MetricAlarm(
            name,
            name=site.account.called("iam-role", name),
            alarm_description=args.sentence(),
            comparison_operator=_WORSE[args.bound],
            threshold=args.level,
            evaluation_periods=_PERIODS,
            metric_queries=_queries(measure, watches.measured),
            treat_missing_data="notBreaching",
            alarm_actions=[on_call.topic],
            ok_actions=[on_call.topic],
            tags=site.account.tags("technical", "5", **{"hds:indicator": args.indicator}),
            opts=self.here(),
        )
        self.register_outputs({})


def _queries(
    measure: Measure, dimensions: Mapping[str, pulumi.Input[str]]
) -> list[dict[str, object]]:
    level = {
        "id": "level",
        "expression": measure.expression,
        "label": "level",
        "return_data": True,
    }
    return [level] + [
        {
            "id": letter,
            "metric": {
                "namespace": measure.namespace,
                "metric_name": metric,
                "stat": statistic,
                "period": _PERIOD_SECONDS,
                "dimensions": dict(dimensions),
            },
            "return_data": False,
        }
        for letter, (metric, statistic) in measure.metrics.items()
    ]
