"""Stand-in for provider plugins, of AWS and Azure above all: no cloud, no credentials, no network.

It completes a resource's inputs as a real provider's Check does, echoes them as its state, gives
identifiers, ARNs and addresses of a cloud's form, and fills the other string outputs that only a
provider can know with values that are recognisably its own. What a real one refuses, it accepts: it
serves the tests of what hdsstack does around the engine, never the question whether a cloud would
create a resource.
"""

import json
import os
import sys
import threading
from pathlib import Path

import grpc
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime import rpc
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from tests.engine.standins import naming
from tests.engine.standins.arm import azure_id, azure_type
from tests.engine.standins.checking import aws_checked, azure_checked, without_marks
from tests.engine.standins.lookups import DEFAULT_REGION, LOOKUPS
from tests.engine.standins.naming import Identity
from tests.engine.standins.sdk import TypeShape, shape_of
from tests.engine.standins.serving import serve

# Above any version that an SDK asks for, so that the engine does not warn; no real provider has it.
VERSION = "999.0.0-standin"
SLOW = "HDSSTACK_STANDIN_SLOW"
KEPT = "HDSSTACK_STANDIN_KEEPS"
SLOWEST = 120  # seconds


class ProviderStandIn(provider_pb2_grpc.ResourceProviderServicer):
    """The provider protocol over nothing; one process serves one configured provider."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.region = DEFAULT_REGION
        self.cancelled = threading.Event()
        self.default_tags: dict[str, object] = {}
        # Where the resource groups that this process created are, and what is chosen for all.
        self.places: dict[str, str] = {}
        self.location = ""

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True, accept_resources=True)

    def Attach(
        self, request: plugin_pb2.PluginAttach, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """What is being created is finished at once, as a cloud's own operation would be."""
        self.cancelled.set()
        return empty_pb2.Empty()

    def GetPluginInfo(
        self, request: empty_pb2.Empty, context: grpc.ServicerContext
    ) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=VERSION)

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(
        self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext
    ) -> provider_pb2.DiffResponse:
        return difference(request.old_inputs, request.news)

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        given = json_format.MessageToDict(request.args)
        self.region = str(given.get("region") or DEFAULT_REGION)
        self.location = str(given.get("location") or "")
        self.default_tags = default_tags(given.get("defaultTags"))
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, acceptResources=True
        )

    def Check(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        """The inputs as a real provider completes them."""
        who = Identity.of(request.urn)
        shape, inputs = shape_of(who.token), json_format.MessageToDict(request.news)
        if self.package == "aws":
            return provider_pb2.CheckResponse(
                inputs=struct_of(aws_checked(who, shape, inputs, self.default_tags))
            )
        if self.package == "azure-native":
            olds = json_format.MessageToDict(request.olds)
            given = olds.get("location") or self.location
            completed = azure_checked(who, shape, inputs, str(given or ""), self.places)
            return provider_pb2.CheckResponse(inputs=struct_of(completed))
        return provider_pb2.CheckResponse(inputs=request.news)

    def Diff(
        self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext
    ) -> provider_pb2.DiffResponse:
        return difference(request.old_inputs, request.news)

    def Create(
        self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CreateResponse:
        """In a preview nothing is computed: the missing outputs are unknown to the program."""
        if request.preview:
            return provider_pb2.CreateResponse(properties=planned(request.properties))
        self.take_time(request.urn)
        identifier, state = self.state_of(request.urn, request.properties)
        return provider_pb2.CreateResponse(id=identifier, properties=state)

    def take_time(self, urn: str) -> None:
        """Let the creation of one resource last until the update is cancelled.

        `HDSSTACK_STANDIN_SLOW` names it, and the file that then appears: `NAME=PATH`.
        """
        name, _, told = os.environ.get(SLOW, "").partition("=")
        if name and urn.endswith(f"::{name}"):
            Path(told).touch()
            self.cancelled.wait(SLOWEST)

    def Read(
        self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ReadResponse:
        _, state = self.state_of(request.urn, request.properties)
        return provider_pb2.ReadResponse(id=request.id, properties=state, inputs=request.inputs)

    def Update(
        self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext
    ) -> provider_pb2.UpdateResponse:
        if request.preview:
            return provider_pb2.UpdateResponse(properties=planned(request.news))
        _, state = self.state_of(request.urn, request.news)
        return provider_pb2.UpdateResponse(properties=state)

    def Delete(
        self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        """Refused for the resource that `HDSSTACK_STANDIN_KEEPS` names."""
        if request.urn.endswith(f"::{os.environ.get(KEPT) or None}"):
            context.set_code(grpc.StatusCode.FAILED_PRECONDITION)
            context.set_details("the stand-in was told to keep it")
        return empty_pb2.Empty()

    def Invoke(
        self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.InvokeResponse:
        lookup = LOOKUPS.get(request.tok)
        if lookup is None:
            message = f"the {self.package} stand-in has no answer for the look-up {request.tok}"
            context.set_code(grpc.StatusCode.UNIMPLEMENTED)
            context.set_details(message)
            return provider_pb2.InvokeResponse()
        given = json_format.MessageToDict(request.args)
        response = provider_pb2.InvokeResponse()
        answer = lookup(str(given.get("region") or self.region), given)
        getattr(response, "return").update(answer)
        return response

    def state_of(self, urn: str, inputs: struct_pb2.Struct) -> tuple[str, struct_pb2.Struct]:
        """The identifier and the state of a created resource: its inputs and what is computed."""
        who = Identity.of(urn)
        shape = shape_of(who.token)
        values = json_format.MessageToDict(planned(inputs))
        region = str(values.get("region", self.region))
        computed = computed_outputs(who, shape, values)
        if self.package == "aws":
            identifier, arn, own = naming.aws_identity(who, shape, values, region)
            computed |= {"region": region, "arn": arn, **own}
        elif self.package == "azure-native":
            identifier = azure_id(who, shape, values, str(computed["name"]))
            computed["type"] = azure_type(who, shape)
            if shape.name == "ResourceGroup":
                self.places[str(computed["name"])] = str(values.get("location", ""))
        else:
            identifier = f"{who.name}-{who.mark}"
        state = struct_pb2.Struct()
        state.update({k: v for k, v in computed.items() if k in shape.outputs} | values)
        return identifier, state


def computed_outputs(
    who: Identity, shape: TypeShape, inputs: dict[str, object]
) -> dict[str, object]:
    """String outputs that no program sets, and the physical name.

    Optional inputs stay absent: policies on a whole stack see outputs, and a filled
    `publicNetworkAccess` would change a verdict.
    """
    values: dict[str, object] = {prop: f"{prop}-{who.mark}" for prop in shape.computed_strings}
    return values | {"name": naming.physical_name(who, shape, inputs)}


def default_tags(given: object) -> dict[str, object]:
    """The tags of a provider's `defaultTags`, which an engine hands over as JSON text."""
    held = json.loads(given) if isinstance(given, str) else given
    tags = held.get("tags") if isinstance(held, dict) else None
    return tags if isinstance(tags, dict) else {}


def struct_of(values: dict[str, object]) -> struct_pb2.Struct:
    """Values in the protocol's form."""
    struct = struct_pb2.Struct()
    struct.update(values)
    return struct


def planned(inputs: struct_pb2.Struct) -> struct_pb2.Struct:
    """The outputs that follow from checked inputs alone."""
    bare = without_marks(json_format.MessageToDict(inputs))
    return with_identity_map(struct_of(bare if isinstance(bare, dict) else {}))


def with_identity_map(values: struct_pb2.Struct) -> struct_pb2.Struct:
    """A copy where `identity.userAssignedIdentities`, given as a list, is azure-native's map.

    While an identity is not known yet, the whole property is not.
    """
    state = struct_pb2.Struct()
    state.CopyFrom(values)
    identity = state.fields.get("identity", struct_pb2.Value()).struct_value.fields
    assigned = identity.get("userAssignedIdentities", struct_pb2.Value())
    if not assigned.HasField("list_value"):
        return state
    identifiers = [one.string_value for one in assigned.list_value.values]
    if rpc.UNKNOWN in identifiers:
        del state["identity"]
    else:
        details = {"clientId": "client-standin", "principalId": "principal-standin"}
        state["identity"]["userAssignedIdentities"] = dict.fromkeys(identifiers, details)
    return state


def difference(old: struct_pb2.Struct, new: struct_pb2.Struct) -> provider_pb2.DiffResponse:
    """Which inputs changed; always an update, since what replaces is a provider's knowledge."""
    names = sorted({*old.fields, *new.fields})
    changed = [name for name in names if old.fields.get(name) != new.fields.get(name)]
    some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
    return provider_pb2.DiffResponse(changes=some if changed else none, diffs=changed)


def main(package: str) -> None:
    """Serve as the plugin of a package until the engine ends the process."""
    sys.stderr.write(f"stand-in for the {package} provider: nothing is created in any cloud\n")
    provider = ProviderStandIn(package)
    serve(lambda s: provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, s))
