"""SES: how letters leave and arrive. Defaults as the provider documents them, read 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.model.facts import Endpoint, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message

JOINED = (
    "aws:ses/activeReceiptRuleSet:ActiveReceiptRuleSet",
    "aws:ses/domainDkim:DomainDkim",
    "aws:ses/domainIdentity:DomainIdentity",
    "aws:ses/domainIdentityVerification:DomainIdentityVerification",
    "aws:ses/emailIdentity:EmailIdentity",
    "aws:ses/mailFrom:MailFrom",
    "aws:ses/receiptFilter:ReceiptFilter",
    "aws:ses/receiptRuleSet:ReceiptRuleSet",
    "aws:ses/template:Template",
    "aws:sesv2/accountSuppressionAttributes:AccountSuppressionAttributes",
    "aws:sesv2/accountVdmAttributes:AccountVdmAttributes",
    "aws:sesv2/dedicatedIpAssignment:DedicatedIpAssignment",
    "aws:sesv2/dedicatedIpPool:DedicatedIpPool",
    "aws:sesv2/emailIdentity:EmailIdentity",
    "aws:sesv2/emailIdentityFeedbackAttributes:EmailIdentityFeedbackAttributes",
    "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes",
)
_PATHS = {
    "aws:ses/configurationSet:ConfigurationSet": "deliveryOptions.tlsPolicy",
    "aws:ses/receiptRule:ReceiptRule": "tlsPolicy",
    "aws:sesv2/configurationSet:ConfigurationSet": "deliveryOptions.tlsPolicy",
}


@facts_of(*_PATHS)
def letters(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Letters travel in clear to and from servers without TLS, unless it is required."""
    del graph
    policy = found.text(_PATHS[found.type], default="OPTIONAL")
    why = message(N_("letters are exchanged without TLS with servers that have none"))
    sent = policy.map(lambda said: "1.2" if said.upper() == "REQUIRE" else "plain")
    yield Endpoint(resource=found, transit=(sent.because(why),))
