"""How applications of the directory sign in: by a secret, or by a token from elsewhere.

Names and defaults of the azuread provider, version 6.
"""

import re
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.identity import wide_subject
from hdsstack.facts.clear import clear_at
from hdsstack.facts.subjects import subject_is_wide
from hdsstack.model.facts import ClearSecret, Fact, LocalCredential, Trust
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.values import ABSENT, Unknown

APPLICATION = "azuread:index/application:Application"
_SECRETS = (
    "azuread:index/applicationPassword:ApplicationPassword",
    "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
)
_FEDERATED = (
    "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential"
)
_FLEXIBLE = (
    "azuread:index/applicationFlexibleFederatedIdentityCredential"
    ":ApplicationFlexibleFederatedIdentityCredential"
)
_USER = "azuread:index/user:User"
# learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
_SUBJECT = re.compile(r"claims\['sub'\]\s+(eq|matches)\s+'([^']*)'", re.IGNORECASE)
_SIGNS_IN = N_("the application signs in with a client secret")
_WIDE = N_("the subject does not name one repository with its environment or branch")


@facts_of(*_SECRETS)
def client_secret(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A client secret, of an application or of its service principal."""
    del graph
    enabled = found.says(True).because(message(_SIGNS_IN))
    yield LocalCredential(resource=found, enabled=(enabled,))


@facts_of(APPLICATION)
def application(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A client secret may also be made with the application."""
    del graph
    held = found.get("password")
    made = held if isinstance(held, Unknown) else held is not ABSENT
    enabled = found.says(made, "password").because(message(_SIGNS_IN))
    yield LocalCredential(resource=found, enabled=(enabled,))


@facts_of(_FEDERATED)
def federated(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """One subject, in full."""
    del graph
    subject = found.text("subject")
    yield Trust(resource=found, wide=(subject.map(wide_subject).because(message(_WIDE)),))


@facts_of(_FLEXIBLE)
def flexible(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An expression on the claims of the token: what it asks of the subject is judged."""
    del graph
    expression = found.text("claimsMatchingExpression")
    yield Trust(resource=found, wide=(expression.map(_asks_little).because(message(_WIDE)),))


def _asks_little(expression: str) -> bool:
    subjects = _SUBJECT.findall(expression)
    return not subjects or any(
        subject_is_wide(text, like=True) if how.lower() == "matches" else wide_subject(text)
        for how, text in subjects
    )


@facts_of(_USER)
def user(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A person's first password."""
    del graph
    why = message(N_("a password is written in the program"))
    yield ClearSecret(resource=found, clear=clear_at(found, "password", why))
