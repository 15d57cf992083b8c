"""What templates, sites, canaries and programs on streams are given: only the secrets it shows.

What a template makes, what a site serves and what such a program keeps is read by nobody: these
readers stand for every type, so that such resources stay not understood.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import mapped
from hdsstack.facts.aws.fronts import served_site
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.facts.paths import spread
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph


class _Given(NamedTuple):
    settings: str
    secrets: tuple[str, ...] = ()


_APP = "aws:amplify/app:App"
_SITE = _Given("environmentVariables", ("basicAuthCredentials", "accessToken", "oauthToken"))
_GIVEN: Mapping[str, _Given] = {
    _APP: _SITE,
    "aws:amplify/branch:Branch": _Given("environmentVariables", ("basicAuthCredentials",)),
    "aws:cloudformation/stack:Stack": _Given("parameters"),
    "aws:cloudformation/stackSet:StackSet": _Given("parameters"),
    "aws:kinesisanalyticsv2/application:Application": _Given(
        "applicationConfiguration.environmentProperties.propertyGroups[].propertyMap"
    ),
    "aws:synthetics/canary:Canary": _Given("runConfig.environmentVariables"),
}


@facts_of("aws:*")
def given(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The settings and secrets of a template, a site, a canary or a program."""
    if found.type == _APP:
        yield served_site(found, graph)
    if (paths := _GIVEN.get(found.type)) is not None:
        settings = [one for at in spread(found, paths.settings) for one in mapped(found, at)]
        clear = (*settings, *secrets_in_clear(found, *paths.secrets))
        yield ClearSecret(resource=found, clear=clear)
