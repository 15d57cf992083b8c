"""The monitor of one contractual indicator (CSP R.1111-11, EXI 21)."""

from collections.abc import Mapping

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.on_call import OnCall
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import IndicatorAlarmArgs
from hdsstack.components.part import Part

_WORSE = {"at-least": "LessThan", "at-most": "GreaterThan"}
_FRONT = 'AzureDiagnostics | where Category == "ApplicationGatewayAccessLog"'
_JOBS = "AddonAzureBackupJobs | where JobOperation"
_SUCCESS = 'countif(JobStatus == "Completed") / count()'
# Each query gives one number, `level`, in the indicator's unit.
_QUERIES: Mapping[str, str] = {
    "availability": f"{_FRONT} | summarize level = 100.0 * countif(httpStatus_d < 500) / count()",
    "errors": f"{_FRONT} | summarize level = 100.0 * countif(httpStatus_d >= 500) / count()",
    "latency": f"{_FRONT} | summarize level = percentile(1000.0 * timeTaken_d, 95)",
    "backup-success": f'{_JOBS} == "Backup" | summarize level = 100.0 * {_SUCCESS}',
    "restore-time": (f'{_JOBS} == "Restore" | summarize level = max(JobDurationInSecs) / 3600.0'),
    "data-loss": (
        f'{_JOBS} == "Backup" and JobStatus == "Completed"'
        ' | summarize level = datetime_diff("minute", now(), max(TimeGenerated))'
    ),
    "link": (
        'AzureDiagnostics | where Category == "TunnelDiagnosticLog"'
        ' | summarize level = 100.0 * countif(status_s == "Connected") / count()'
    ),
    "cpu": 'AzureMetrics | where MetricName == "cpu_percent" | summarize level = avg(Average)',
    "storage": (
        'AzureMetrics | where MetricName == "storage_percent"'
        " | summarize level = 100.0 - max(Maximum)"
    ),
}


class IndicatorAlarm(Part):
    """A query that rings when the guaranteed level is not held, tagged with the indicator."""

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
        azure.monitor.ScheduledQueryRule(
            name,
            rule_name=site.account.called("resource-group", name),
            resource_group_name=site.account.group,
            location=site.account.args.region,
            description=args.sentence(),
            kind="LogAlert",
            enabled=True,
            severity=1,
            evaluation_frequency="PT15M",
            window_size="PT1H",
            scopes=[site.logs.workspace],
            criteria={"all_of": [_condition(args)]},
            actions={"action_groups": [on_call.id]},
            tags=site.account.tags("technical", "5", **{"hds:indicator": args.indicator}),
            opts=self.here(after=[watches]),
        )
        self.register_outputs({})


def _condition(args: IndicatorAlarmArgs) -> dict[str, object]:
    return {
        "query": _QUERIES[args.metric],
        "time_aggregation": "Average",
        "metric_measure_column": "level",
        "operator": _WORSE[args.bound],
        "threshold": args.level,
        "failing_periods": {
            "number_of_evaluation_periods": 1,
            "min_failing_periods_to_alert": 1,
        },
    }
