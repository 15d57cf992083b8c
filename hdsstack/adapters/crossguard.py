"""The controls as a Pulumi policy pack: one stack policy per control, no rule of its own.

Every source decides on inputs, so a resource policy gathers them; stack policies, which an engine
shows outputs, only report. Neither `retainOnDelete` nor a secret mark reaches a pack: what only
they decide is unknown here, and HDS-CRY-009 is left out.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UnknownValueError

from hdsstack.adapters.gathered import (
    InStack,
    Record,
    custom,
    graph_resources,
    holds_unknown,
    raw,
)
from hdsstack.adapters.violations import UNSEEN, Decided, Said, answers, not_understood, notes
from hdsstack.audit import Question, decide
from hdsstack.controls import controls
from hdsstack.engine.declared import settings_of
from hdsstack.engine.program import parsed
from hdsstack.engine.state import project_and_stack
from hdsstack.locale import Speaker, _, language_of_environment
from hdsstack.model.establishment import Establishment
from hdsstack.model.graph import Notice, ResourceGraph
from hdsstack.model.settings import StackSettings
from hdsstack.model.verdict import Control

GATHER = "hds-inputs"
COVERAGE = "hds-coverage"
NOTES = "hds-notes"
LEFT_OUT = ("HDS-CRY-009",)
# From `stacks/<slug>/establishment.yaml` to the repository.
_ABOVE_STACKS = 2
_SCHEMA = PolicyConfigSchema(
    properties={
        "establishment": {"type": "string", "description": "Path of the establishment.yaml"},
        "environment": {"type": "string", "description": "Environment of the manifest"},
        "strict": {"type": "boolean", "description": "Unknowns block in a preview too"},
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy configuration of `hds-inputs`."""

    establishment: str = ""
    environment: str = ""
    strict: bool = False


@dataclass(eq=False)
class Pack:
    """What one analysis has gathered, and its decision once a stack policy asks for it.

    `folder` is the pack's own folder; a relative path of a manifest is sought from the working
    directory, then from the folder that holds `policies/`.
    """

    folder: Path
    speak: Speaker = field(
        default_factory=lambda: Speaker(
            os.environ.get("HDSSTACK_LANG") or language_of_environment()
        )
    )
    gathered: dict[str, Record] = field(default_factory=dict)
    settings: Settings = Settings()
    report: Decided | None = None
    lock: Lock = field(default_factory=Lock)

    def policies(self) -> list[Policy]:
        """The gathering policy, one policy per control, and two for what no control decides."""
        gather = ResourceValidationPolicy(
            name=GATHER,
            description=_("The inputs of every resource are gathered for the other policies"),
            validate=self.gather,
            enforcement_level=EnforcementLevel.MANDATORY,
            config_schema=_SCHEMA,
        )
        return [
            gather,
            StackValidationPolicy(
                name=COVERAGE,
                description=_("Every resource is understood"),
                validate=self._validate(not_understood),
                enforcement_level=EnforcementLevel.MANDATORY,
            ),
            *(self._policy(one) for one in controls() if one.id not in LEFT_OUT),
            StackValidationPolicy(
                name=NOTES,
                description=_("What is waived, or cannot be decided without a manifest"),
                validate=self._validate(notes),
                enforcement_level=EnforcementLevel.ADVISORY,
            ),
        ]

    def _policy(self, control: Control) -> StackValidationPolicy:
        level = EnforcementLevel.MANDATORY if control.strength.blocks else EnforcementLevel.ADVISORY
        return StackValidationPolicy(
            name=control.id.lower(),
            description=self.speak(control.title),
            validate=self._validate(lambda decided, speak: answers(control, decided, speak)),
            enforcement_level=level,
            severity=Severity[control.severity.name],
            remediation_steps=self.speak(control.remedy),
        )

    def gather(self, args: ResourceValidationArgs, _report: Callable[..., None]) -> None:
        """Keep the inputs of one resource, and those of its provider."""
        provider = args.provider
        record: Record = {
            "urn": args.urn,
            "type": args.resource_type,
            "inputs": raw(args.props),
            "custom": custom(args.resource_type, has_provider=provider is not None),
            "protect": args.opts.protect,
            "ignoreChanges": list(args.opts.ignore_changes or ()),
            "parent": args.opts.parent or None,
            "provider": f"{provider.urn}::pack" if provider else None,
        }
        given = args.get_config() or {}
        with self.lock:
            if self.report:  # one process serves the preview and then the update
                self.gathered.clear()
                self.report = None
            self.settings = Settings(**given)
            self.gathered[args.urn] = record
            if provider:
                self.gathered.setdefault(
                    provider.urn,
                    {
                        "urn": provider.urn,
                        "type": provider.resource_type,
                        "inputs": raw(provider.props),
                    },
                )

    def _validate(
        self, say: Callable[[Decided, Speaker], Iterable[Said]]
    ) -> Callable[[StackValidationArgs, ReportViolation], None]:
        def validate(args: StackValidationArgs, report: ReportViolation) -> None:
            try:
                found = list(say(self._decided(args), self.speak))
            except UnknownValueError as error:
                # The SDK would report it as an advice only, and the policy would have passed.
                raise RuntimeError(error.message) from error
            for text, urn in found:
                report(text, urn)

        return validate

    def _decided(self, args: StackValidationArgs) -> Decided:
        with self.lock:
            if self.report is None:
                report = decide(self._question(args))
                waits = not self.settings.strict and any(map(holds_unknown, self.gathered.values()))
                self.report = Decided(report, waits=waits)
            return self.report

    def _question(self, args: StackValidationArgs) -> Question:
        seen = {
            one.urn: InStack(
                outputs=raw(one.props),
                reach={k: [d.urn for d in v] for k, v in one.property_dependencies.items()},
            )
            for one in args.resources
        }
        if seen and not self.gathered:
            raise RuntimeError(_("no inputs were gathered; next: enable the policy hds-inputs"))
        resources = tuple(graph_resources(self.gathered, seen))
        project, stack = project_and_stack([one.urn for one in resources])
        configuration = _configuration()
        manifest = self._manifest(stack)
        establishment = _read(manifest, self.settings.establishment) if manifest else None
        environment = self.settings.environment or (
            establishment.environment_of(stack) if establishment else stack
        )
        return Question(
            graph=ResourceGraph(
                project=project,
                stack=stack,
                resources=resources,
                configuration=configuration,
                notices=tuple(Notice(UNSEEN, urn) for urn in seen if self._unseen(urn)),
            ),
            target=establishment.slug if establishment else project,
            environment=_known(environment, establishment),
            today=datetime.now(UTC).date(),
            establishment=establishment,
            settings=_stack_settings(manifest, establishment, environment),
        )

    def _unseen(self, urn: str) -> bool:
        """Whether a resource was left out of the update (`--target`): nobody showed its inputs."""
        return urn not in self.gathered and "::pulumi:" not in urn

    def _manifest(self, stack: str) -> Path | None:
        """The configured manifest, else the one of this repository that the stack is named for."""
        root, path = self.folder.resolve().parent.parent, self.settings.establishment
        if not path:
            found = (one for one in root.glob("stacks/*/establishment.yaml"))
            named = [one for one in found if stack.startswith(f"{one.parent.name}-")]
            return max(named, key=lambda one: len(one.parent.name), default=None)
        for base in (Path.cwd(), root):
            if (base / path).is_file():
                return base / path
        raise FileNotFoundError(
            _(
                "{path}: no such manifest; next: give its path from the repository's root as "
                "`establishment` in the configuration of the policy hds-inputs"
            ).format(path=path)
        )


def _configuration() -> dict[str, Any]:
    try:
        found = json.loads(os.environ.get("PULUMI_CONFIG") or "{}")
    except ValueError:
        return {}
    return {str(key): parsed(str(value)) for key, value in found.items()}


def _read(manifest: Path, shown: str) -> Establishment:
    from hdsstack.planning.manifest_check import load

    return load(manifest, shown or f"stacks/{manifest.parent.name}/{manifest.name}").establishment


def _known(environment: str, establishment: Establishment | None) -> str:
    if establishment and establishment.environment(environment) is None:
        seen = ", ".join(one.name for one in establishment.environments)
        raise ValueError(
            _("no environment {wanted} in the manifest; seen: {seen}").format(
                wanted=environment, seen=seen
            )
        )
    return environment


def _stack_settings(
    manifest: Path | None, establishment: Establishment | None, environment: str
) -> StackSettings:
    """Backend and secrets provider, from the repository that holds `stacks/<slug>/`."""
    if manifest is None or establishment is None:
        return StackSettings()
    held_in = manifest.resolve().parents
    if len(held_in) <= _ABOVE_STACKS:
        return StackSettings()
    return settings_of(held_in[_ABOVE_STACKS], f"{establishment.slug}-{environment}")
