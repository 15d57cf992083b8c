"""Where a Pulumi backend or secrets provider is, as far as its address says."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

PULUMI_CLOUD = ("pulumi.com",)
_ARN_REGION = re.compile(r"arn:aws[a-z-]*:kms:([a-z0-9-]+):")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a backend or of a secrets provider.

    Attributes:
        scheme: `s3`, `azblob`, `file`, `https`, `awskms`, `azurekeyvault`, `passphrase`...
        provider: Whose regions `region` names; None where the scheme does not say.
        region: The region in the address, or None.
        saas: It is Pulumi's own service.

    """

    text: str
    scheme: str
    provider: str | None
    region: str | None
    saas: bool

    @property
    def local(self) -> bool:
        return self.scheme == "file"


def address(text: str) -> Address:
    """Read a backend's or secrets provider's address; only what it says, nothing is looked up."""
    parts = urlsplit(text if "://" in text else f"{text}://")
    scheme = parts.scheme.lower()
    query = {key.lower(): values[0] for key, values in parse_qs(parts.query).items()}
    found = _ARN_REGION.search(text)
    region = query.get("region") or (found[1] if found else None)
    provider = {"awskms": "aws", "azblob": "azure", "azurekeyvault": "azure"}.get(scheme)
    if scheme == "s3" and "endpoint" not in query:
        provider = "aws"
    host = (parts.hostname or "").lower()
    saas = scheme in ("http", "https") and any(
        host == own or host.endswith(f".{own}") for own in PULUMI_CLOUD
    )
    return Address(text, scheme, provider, region, saas or text == "default")


def same(first: str, second: str) -> bool:
    """Whether two addresses name the same backend, options aside."""
    return _bare(first) == _bare(second)


def _bare(text: str) -> str:
    return text.partition("?")[0].rstrip("/").lower()
