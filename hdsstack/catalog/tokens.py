"""Pulumi type tokens, as the catalogue compares them."""

import re

# azure-native:storage/v20220901:StorageAccount, azure-native:storage/v20220901preview:...
_MODULE_VERSION = re.compile(r"^(azure-native:[A-Za-z0-9]+)/v[0-9]+[a-z0-9]*:")
# azure-native_storage_v20220901:storage:StorageAccount, from a locally generated SDK
_PACKAGE_VERSION = re.compile(r"^azure-native_[A-Za-z0-9]+_v[0-9]+[a-z0-9]*:")
_PREVIEW = re.compile(r"[/_]v[0-9]+(preview|privatepreview|alpha|beta)")


def plain(token: str) -> str:
    """The token without the API version that azure-native lets a program choose."""
    return _MODULE_VERSION.sub(r"\1:", _PACKAGE_VERSION.sub("azure-native:", token))


def is_preview(token: str) -> bool:
    """Whether the token itself asks for a preview version of the provider's API."""
    return bool(_PREVIEW.search(token.rsplit(":", 1)[0]))


def prefixes(token: str) -> tuple[str, ...]:
    """What a rule may name to cover the token, most precise first.

    `aws:ec2/route:Route`, `aws:ec2/route`, `aws:ec2/`, `aws:ec2/route:` and `aws:`.
    """
    name = plain(token)
    package, _, rest = name.partition(":")
    module = rest.partition(":")[0]
    service = rest.partition("/")[0]
    head = (f"{package}:{service}/",) if "/" in rest else ()
    return (name, name.rpartition(":")[0], *head, f"{package}:{module}:", f"{package}:")
