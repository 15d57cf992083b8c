"""Stands where a Pulumi engine would: records every registration and answers with symbols."""

from __future__ import annotations

import threading
import uuid
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple, Union
from urllib.parse import unquote, urlparse

from google.protobuf import empty_pb2, json_format
from pulumi.runtime.proto import provider_pb2, resource_pb2, resource_pb2_grpc

from . import shapes
from .lookups import Lookups
from .places import own_file

_UNWANTED = {
    "INVOKE_DEPENDS_ON",
    "INVOKE_PARENT",
    "INVOKE_OUTPUT_VALUES",
    "CALL_OUTPUT_VALUES",
    "STATE_MIGRATIONS",
    "BYTE_STRING",
    "OUTPUT_VALUES",
}
_OLD_FEATURES = {
    "secrets",
    "resourceReferences",
    "aliasSpecs",
    "deletedWith",
    "transforms",
    "invokeTransforms",
}
_ROOT = "pulumi:pulumi:Stack"
_OWN_RESOURCE = "pulumi:pulumi:getResource"
_ERROR = 3  # engine.proto: LogSeverity.ERROR


def features() -> Any:
    """The engine features that the recorder has, for an SDK that lists them."""
    listed = getattr(resource_pb2, "ResourceMonitorFeature", None)
    prefix = "RESOURCE_MONITOR_FEATURE_"
    return [v for n, v in listed.items() if n[len(prefix) :] not in _UNWANTED] if listed else []


class Monitor(resource_pb2_grpc.ResourceMonitorStub):
    """The recorder of one run; `resources` holds ResourceV3-like objects in order of
    registration. Older SDKs serve transforms to nothing but a stub, which it therefore is.
    """

    # How a guard sees that it runs inside a recording, whatever name this package has there.
    recording = True

    def __init__(
        self,
        project: str,
        stack: str,
        lookups: Lookups,
        root: Union[str, Path],
        on_resource: Optional[Callable[[], Any]] = None,
    ) -> None:
        self.project, self.stack, self.lookups = project, stack, lookups
        self.root, self.on_resource = root, on_resource
        self.resources: List[Dict[str, Any]] = []
        self.duplicates: List[Tuple[str, Optional[Dict[str, Any]]]] = []
        self.transforms: List[Any] = []
        self._known: Dict[str, Dict[str, Any]] = {}
        self._lock = threading.Lock()

    def urn(self, parent: str, kind: str, name: str) -> str:
        """The URN that an engine would give; children of the stack do not carry its type."""
        above = parent.split("::")[2] if parent else _ROOT
        path = kind if above == _ROOT else f"{above}${kind}"
        return f"urn:pulumi:{self.stack}::{self.project}::{path}::{name}"

    def SupportsFeature(self, request: Any, *_: Any, **__: Any) -> Any:
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in _OLD_FEATURES)

    def GetDeploymentInfo(self, *_: Any, **__: Any) -> Any:
        return resource_pb2.DeploymentInfo(
            project=self.project, stack=self.stack, dryRun=True, supportedFeatures=features()
        )

    def RegisterPackage(self, request: Any, *_: Any, **__: Any) -> Any:
        return resource_pb2.RegisterPackageResponse(
            ref=str(uuid.uuid5(uuid.NAMESPACE_URL, request.name))
        )

    def RegisterResource(self, request: Any, *_: Any, **__: Any) -> Any:
        self._transform(request)
        urn = self.urn(request.parent, request.type, request.name)
        inputs = _read(request.object)
        self._keep(urn, request, inputs)
        response = resource_pb2.RegisterResourceResponse(urn=urn)
        if not request.custom and not getattr(request, "remote", False):
            response.object.CopyFrom(request.object)
        elif request.type.startswith("pulumi:providers:"):
            response.object.CopyFrom(request.object)
            response.id = str(uuid.uuid5(uuid.NAMESPACE_URL, urn))
        else:
            response.id = request.importId or shapes.symbol_of(urn, "id")
            json_format.ParseDict(shapes.complete(request.type, urn, inputs), response.object)
        return response

    def ReadResource(self, request: Any, *_: Any, **__: Any) -> Any:
        urn = self.urn(request.parent, request.type, request.name)
        inputs = _read(request.properties)
        self._keep(urn, request, inputs, external=True)
        response = resource_pb2.ReadResourceResponse(urn=urn)
        json_format.ParseDict(shapes.complete(request.type, urn, inputs), response.properties)
        return response

    def RegisterResourceOutputs(self, *_: Any, **__: Any) -> Any:
        return empty_pb2.Empty()

    def Invoke(self, request: Any, *_: Any, **__: Any) -> Any:
        args = _read(request.args)
        own = request.tok == _OWN_RESOURCE
        answer = self._registered(args) if own else self.lookups.answer(request.tok, args)
        response = (
            resource_pb2.ResourceInvokeResponse()
            if hasattr(resource_pb2, "ResourceInvokeResponse")
            else provider_pb2.InvokeResponse()
        )
        json_format.ParseDict(answer, getattr(response, "return"))
        return response

    def _registered(self, args: Dict[str, Any]) -> Dict[str, Any]:
        """What an SDK asks when a value refers to a resource of the same program."""
        urn = str(args.get("urn"))
        kept = self._known.get(urn) or {"custom": True, "inputs": {}}
        if not kept["custom"]:
            return {"urn": urn, "id": "", "state": kept["inputs"]}
        kind = urn.split("::")[2].rsplit("$", maxsplit=1)[-1]
        state = shapes.complete(kind, urn, kept["inputs"])
        return {"urn": urn, "id": shapes.symbol_of(urn, "id"), "state": state}

    def Call(self, *_: Any, **__: Any) -> Any:
        return provider_pb2.CallResponse()

    def RegisterStackTransform(self, callback: Any, *_: Any, **__: Any) -> Any:
        self.transforms.append(callback)
        return empty_pb2.Empty()

    def _nothing(self, *_: Any, **__: Any) -> Any:
        return empty_pb2.Empty()

    RegisterStackInvokeTransform = RegisterResourceHook = RegisterErrorHook = _nothing
    SignalAndWaitForShutdown = _nothing

    def _keep(
        self, urn: str, request: Any, inputs: Dict[str, Any], *, external: bool = False
    ) -> None:
        if request.type == _ROOT:
            return
        kept = {
            "urn": urn,
            "type": request.type,
            "custom": external or request.custom or getattr(request, "remote", False),
            "external": external,
            "inputs": inputs,
            "parent": request.parent or None,
            "provider": request.provider or None,
            "dependencies": sorted(request.dependencies),
            "sourcePosition": self._position(request),
        }
        if not external:
            kept.update(
                protect=request.protect,
                retainOnDelete=request.retainOnDelete,
                ignoreChanges=list(request.ignoreChanges),
                propertyDependencies={
                    k: sorted(v.urns)
                    for k, v in sorted(request.propertyDependencies.items())
                    if v.urns
                },
            )
        else:
            kept["id"] = request.id
        with self._lock:
            if urn in self._known:
                self.duplicates.append((urn, kept["sourcePosition"]))
            self._known[urn] = kept
            self.resources.append(kept)
        if self.on_resource:
            self.on_resource()

    def _position(self, request: Any) -> Optional[Dict[str, Any]]:
        """The innermost line of the program itself, not of a library that it uses."""
        frames = (
            [frame.pc for frame in request.stackTrace.frames]
            if hasattr(request, "stackTrace")
            else []
        )
        for place in [*frames, request.sourcePosition]:
            file = own_file(unquote(urlparse(place.uri).path) if place.uri else "", self.root)
            if file:
                return {"file": file, "line": place.line}
        return None

    def _transform(self, request: Any) -> None:
        """Run the resource's and the stack's transforms, as an engine does, by calling back."""
        for callback in [*getattr(request, "transforms", []), *self.transforms]:
            call_back(callback, request)


def _read(properties: Any) -> Dict[str, Any]:
    """What a message holds, in an order of its own: the message's differs from run to run."""
    found: Dict[str, Any] = _ordered(json_format.MessageToDict(properties))
    return found


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    return [_ordered(one) for one in value] if isinstance(value, list) else value


def call_back(callback: Any, request: Any) -> None:
    """Ask one transform of the program what it makes of a registration, and apply its answer."""
    import grpc
    from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc

    options = resource_pb2.TransformResourceOptions(
        depends_on=list(request.dependencies),
        protect=request.protect,
        ignore_changes=list(request.ignoreChanges),
        provider=request.provider,
        retain_on_delete=request.retainOnDelete,
    )
    asked = resource_pb2.TransformRequest(
        type=request.type,
        name=request.name,
        custom=request.custom,
        parent=request.parent,
        properties=request.object,
        options=options,
    )
    with grpc.insecure_channel(callback.target) as channel:
        answer = callback_pb2_grpc.CallbacksStub(channel).Invoke(
            callback_pb2.CallbackInvokeRequest(
                token=callback.token, request=asked.SerializeToString()
            )
        )
    made = resource_pb2.TransformResponse()
    made.ParseFromString(answer.response)
    if made.HasField("properties"):
        request.object.CopyFrom(made.properties)
    if made.HasField("options"):
        request.protect = made.options.protect
        request.retainOnDelete = made.options.retain_on_delete
        request.provider = made.options.provider
        del request.ignoreChanges[:]
        request.ignoreChanges.extend(made.options.ignore_changes)


class Engine:
    """Receives the log of the program; the first error is kept."""

    def __init__(self) -> None:
        self.errors: List[str] = []

    def Log(self, request: Any, *_: Any, **__: Any) -> Any:
        if request.severity >= _ERROR:
            self.errors.append(request.message)
        return empty_pb2.Empty()
