"""The controls as a Pulumi policy pack: one stack policy per control, no rule of its own.

Every source decides on inputs, so a resource policy gathers them; stack policies, which an engine
shows outputs, only report. Neither `retainOnDelete` nor a secret mark reaches a pack: what only they
decide is unknown here, and HDS-CRY-009 is left out.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from hdsstack.audit import Question, decide
from hdsstack.controls import controls
from hdsstack.engine.program import parsed
from hdsstack.engine.resources import resources_of
from hdsstack.engine.state import project_and_stack
from hdsstack.locale import Speaker, language_of_environment
from hdsstack.model.establishment import Establishment
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Control, Outcome

GATHER = "hds-inputs"
LEFT_OUT = ("HDS-CRY-009",)
_SCHEMA = PolicyConfigSchema(
    properties={
        "establishment": {"type": "string", "description": "Path of the establishment.yaml"},
        "environment": {"type": "string", "description": "Environment of the manifest"},
    }
)
_RETAIN = Unknown("a policy pack is not told retainOnDelete")


@dataclass(eq=False)
class Pack:
    """What one analysis has gathered, and its decision once a stack policy asks for it.

    `folder` is the pack's own folder; a relative path of a manifest is sought from the working
    directory, then from the folder that holds `policies/`.
    """

    folder: Path
    gathered: dict[str, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    decided: dict[str, TargetReport] = field(default_factory=dict)

    def policies(self) -> list[ResourceValidationPolicy | StackValidationPolicy]:
        """The gathering policy and one policy per control."""
        gather = ResourceValidationPolicy(
            name=GATHER,
            description="Gathers the inputs of every resource for the other policies",
            validate=self.gather,
            enforcement_level=EnforcementLevel.MANDATORY,
            config_schema=_SCHEMA,
        )
        return [gather, *(self._policy(one) for one in controls() if one.id not in LEFT_OUT)]

    def _policy(self, control: Control) -> StackValidationPolicy:
        level = EnforcementLevel.MANDATORY if control.strength.blocks else EnforcementLevel.ADVISORY
        return StackValidationPolicy(
            name=control.id.lower(),
            description=control.title,
            validate=self._validate(control),
            enforcement_level=level,
            config_schema=_SCHEMA,
            severity=Severity[control.severity.name],
            remediation_steps=control.remedy,
        )

    def gather(self, args: ResourceValidationArgs, _report: Callable[..., None]) -> None:
        """Keep the inputs of one resource, and those of its provider."""
        if self.decided:
            self.gathered.clear()
            self.decided.clear()
        self.settings = dict(args.get_config() or {}) or self.settings
        self.gathered[args.urn] = {
            "urn": args.urn,
            "type": args.resource_type,
            "inputs": raw(args.props),
            "protect": args.opts.protect,
            "ignoreChanges": list(args.opts.ignore_changes or ()),
            "parent": args.opts.parent or None,
        }
        if args.provider:
            self.gathered[args.urn]["provider"] = f"{args.provider.urn}::pack"
            self.gathered.setdefault(
                args.provider.urn,
                {
                    "urn": args.provider.urn,
                    "type": args.provider.resource_type,
                    "inputs": raw(args.provider.props),
                },
            )

    def _validate(self, control: Control) -> Callable[[StackValidationArgs, ReportViolation], None]:
        def validate(args: StackValidationArgs, report: ReportViolation) -> None:
            found = self._report(args)
            speak = Speaker(language_of_environment())
            for finding in found.findings:
                if finding.control is control and _needs_answer(finding):
                    report(said(finding, speak), finding.resource.urn if finding.resource else None)

        return validate

    def _report(self, args: StackValidationArgs) -> TargetReport:
        settings = dict(args.get_config() or {}) or self.settings
        path = str(settings.get("establishment") or "")
        if path not in self.decided:
            self.decided[path] = self._decide(args, path, str(settings.get("environment") or ""))
        return self.decided[path]

    def _decide(self, args: StackValidationArgs, path: str, environment: str) -> TargetReport:
        resources = tuple(self._resources(args))
        project, stack = project_and_stack([one.urn for one in resources])
        establishment = self._manifest(path) if path else None
        return decide(
            Question(
                graph=ResourceGraph(
                    project=project,
                    stack=stack,
                    resources=resources,
                    configuration=_configuration(),
                ),
                target=establishment.slug if establishment else project,
                environment=environment or _environment(stack, establishment),
                today=datetime.now(UTC).date(),
                establishment=establishment,
            )
        )

    def _resources(self, args: StackValidationArgs) -> Iterable[Resource]:
        """The gathered inputs, with the dependencies that only the stack's view knows."""
        known = {one.urn: one for one in args.resources}
        records = []
        for urn, record in self.gathered.items():
            seen = known.get(urn)
            reach = {
                k: [d.urn for d in v]
                for k, v in (seen.property_dependencies if seen else {}).items()
            }
            custom = not record["type"].startswith("pulumi:pulumi:") and _is_custom(record["type"])
            records.append({**record, "custom": custom, "propertyDependencies": reach})
        from dataclasses import replace

        return [replace(one, retain_on_delete=_RETAIN) for one in resources_of(records)]

    def _manifest(self, path: str) -> Establishment:
        from hdsstack.planning.manifest_check import load

        for base in (Path.cwd(), self.folder.parent.parent):
            if (base / path).is_file():
                return load(base / path, path).establishment
        raise FileNotFoundError(f"{path}: the policy configuration names no such manifest")


def _is_custom(token: str) -> bool:
    """Components have tokens of the program's own; providers of clouds have a module and a type."""
    return token.count(":") == 2 and (
        token.startswith(("aws:", "azure-native:", "pulumi:providers:")) or "/" in token
    )


def _needs_answer(finding: Finding) -> bool:
    bad = finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    return (
        bad and finding.waiver is None and (finding.blocking or not finding.control.strength.blocks)
    )


def said(finding: Finding, speak: Speaker) -> str:
    """The message of a violation; only an unknown verdict's begins with `unknown:`."""
    because = finding.because.render(speak) if finding.because else ""
    at = f"{finding.at}: " if finding.at else ""
    text = f"{at}{because}; {speak(finding.control.remedy)}"
    if finding.outcome is Outcome.UNKNOWN:
        return f"unknown: {text}"
    return text.replace("unknown", "not known")


def raw(props: Any) -> Any:
    """The plain data behind the SDK's checking proxies, its unknown marks kept."""
    if isinstance(props, Mapping):
        held = props["__target"] if type(props).__name__ == "_DictProxy" else props
        return {key: raw(item) for key, item in held.items()}
    if isinstance(props, Sequence) and not isinstance(props, str):
        held = props["__target"] if type(props).__name__ == "_ListProxy" else props  # type: ignore[call-overload]
        return [raw(item) for item in held]
    return props


def _configuration() -> dict[str, Any]:
    import json

    try:
        found = json.loads(os.environ.get("PULUMI_CONFIG") or "{}")
    except ValueError:
        return {}
    return {str(key): parsed(str(value)) for key, value in found.items()}


def _environment(stack: str, establishment: Establishment | None) -> str:
    if establishment is None:
        return stack
    for environment in establishment.environments:
        if stack.endswith(f"-{environment.name}") or stack == environment.name:
            return environment.name
    return establishment.environments[0].name
