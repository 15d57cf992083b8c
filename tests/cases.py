"""Cases as YAML tables: a few resources, and the verdicts that a control must reach on them.

    control: HDS-CRY-001
    cases:
      - case: a database that says nothing is in clear
        resources:
          db: {type: "aws:rds/instance:Instance", kmsKeyId: !ref key.arn, $protect: true}
          key: {type: "aws:kms/key:Key"}
        expect: {db: fail}
        at: {db: storageEncrypted}

An input that is itself called `type` is written `type_`. Keys that start with `$` are resource
options: $protect, $retain, $parent, $provider (names of other resources of the case), $ignore
    (list), $component (true: not custom), $external. Tags of values:
`!ref name.property`, `!text ["literal", !ref x.arn, "/*"]`, `!json {...}` (a document as a string),
`!unknown`, `!secret value` (in the program), `!config value` (a secret from the configuration).
Case keys: `configuration` (default: aws:region eu-west-3), `manifest` (fields laid over the sound
sample manifest; absent: no manifest), `environment`, `backend`, `secrets_provider`, `expect`
(name, or
`"*"` for the establishment -> verdict; several accepted: a list; `silent`: no finding there),
`at`, `sources: [recorded]` to leave
out the state and preview forms of the case (or of the whole table, at its top).
"""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

STACK, PROJECT = "prod", "case"
SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270"
UNKNOWN_MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


class Tag:
    def __init__(self, name: str, value: Any) -> None:
        self.name, self.value = name, value


class Loader(yaml.SafeLoader):
    """YAML with the value tags of a case table."""


def _tag(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Tag:
    if isinstance(node, yaml.ScalarNode):
        return Tag(suffix, loader.construct_scalar(node))
    if isinstance(node, yaml.SequenceNode):
        return Tag(suffix, loader.construct_sequence(node, deep=True))
    assert isinstance(node, yaml.MappingNode)
    return Tag(suffix, loader.construct_mapping(node, deep=True))


Loader.add_multi_constructor("!", _tag)


def load(text: str) -> dict[str, Any]:
    found = yaml.load(text, Loader)  # noqa: S506 - a subclass of the safe loader
    assert isinstance(found, dict)
    return found


class Builder:
    """Makes the ResourceV3 list of a case in one form: `recorded`, `state` or `preview`."""

    def __init__(self, resources: Mapping[str, Mapping[str, Any]], form: str) -> None:
        self.resources, self.form = resources, form

    def urn(self, name: str) -> str:
        kind = self.resources[name]["type"]
        parent = self.resources[name].get("$parent")
        if parent:
            kind = f"{self.urn(parent).split('::')[2]}${kind}"
        return f"urn:pulumi:{STACK}::{PROJECT}::{kind}::{name}"

    def build(self) -> list[dict[str, Any]]:
        return [self._one(name, spec) for name, spec in self.resources.items()]

    def _one(self, name: str, spec: Mapping[str, Any]) -> dict[str, Any]:
        inputs = {
            "type" if k == "type_" else k: v
            for k, v in spec.items()
            if k != "type" and not k.startswith("$")
        }
        reach = {k: list(dict.fromkeys(self._urns(v))) for k, v in inputs.items()}
        found: dict[str, Any] = {
            "urn": self.urn(name),
            "type": spec["type"],
            "custom": not spec.get("$component", False),
            "external": spec.get("$external", False),
            "inputs": {k: self._value(v) for k, v in inputs.items()},
            "propertyDependencies": {k: v for k, v in reach.items() if v},
            "protect": spec.get("$protect", False),
            "retainOnDelete": spec.get("$retain", False),
            "ignoreChanges": spec.get("$ignore", []),
        }
        if parent := spec.get("$parent"):
            found["parent"] = self.urn(parent)
        if provider := spec.get("$provider"):
            found["provider"] = f"{self.urn(provider)}::id"
        if self.form == "state" and found["custom"]:
            found["id"] = self._output(name, "id")
            found["outputs"] = {
                "arn": self._output(name, "arn"),
                "name": self._output(name, "name"),
                **{k: v for k, v in found["inputs"].items() if k != "arn"},
            }
        return found

    def _output(self, name: str, prop: str) -> str:
        spec = self.resources[name]
        given = spec.get(prop)
        if isinstance(given, str):
            return given
        kind = spec["type"]
        if prop == "arn":
            return f"arn:aws:{kind.split(':')[1].split('/')[0]}:eu-west-3:123456789012:{name}-0a1b"
        if prop == "id" and kind.startswith("azure-native"):
            physical = next(
                (
                    v
                    for k, v in spec.items()
                    if k.endswith("Name") and isinstance(v, str) and k != "resourceGroupName"
                ),
                name,
            )
            module, resource = kind.split(":")[1:]
            return f"/subscriptions/s/resourceGroups/g/providers/{module}/{resource}/{physical}"
        for key in ("bucket", "identifier", "name"):
            if isinstance(spec.get(key), str):
                return str(spec[key])
        return f"{name}-0a1b"

    def _urns(self, value: Any) -> Iterator[str]:
        match value:
            case Tag(name="ref"):
                yield self.urn(value.value.split(".")[0])
            case Tag():
                yield from self._urns(value.value)
            case list():
                for item in value:
                    yield from self._urns(item)
            case dict():
                for item in value.values():
                    yield from self._urns(item)

    def _value(self, value: Any) -> Any:
        match value:
            case Tag():
                return self._tagged(value)
            case list():
                return [self._value(item) for item in value]
            case dict():
                return {k: self._value(v) for k, v in value.items()}
            case _:
                return value

    def _tagged(self, tag: Tag) -> Any:
        match tag.name:
            case "ref":
                name, _, prop = tag.value.partition(".")
                if self.form == "state":
                    return self._output(name, prop)
                return UNKNOWN_MARK if self.form == "preview" else f"${{{self.urn(name)}#{prop}}}"
            case "unknown":
                return UNKNOWN_MARK if self.form != "recorded" else "${?a look-up}"
            case "secret" | "config":
                origin = "program" if tag.name == "secret" else "configuration"
                inner = self._value(tag.value)
                return {SIGNATURE: SECRET_MARK, "value": inner, "origin": origin}
            case "text":
                parts = [self._value(part) for part in tag.value]
                return UNKNOWN_MARK if UNKNOWN_MARK in parts else "".join(map(str, parts))
            case "json":
                text = json.dumps(self._value(tag.value))
                return UNKNOWN_MARK if UNKNOWN_MARK in text else text
            case _:
                raise AssertionError(f"no such tag: !{tag.name}")


def overlay(base: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `changes` laid over it; mappings merge, everything else replaces."""
    merged = copy.deepcopy(base)
    for key, value in changes.items():
        if isinstance(value, Mapping) and isinstance(merged.get(key), dict):
            merged[key] = overlay(merged[key], value)
        else:
            merged[key] = value
    return merged
