"""Where the stack runs, and where its state and secrets live."""

from typing import Literal

from hdsstack.model.establishment.base import Country, Section, Text

Provider = Literal["aws", "azure", "openstack", "vsphere"]
Profile = Literal["hds", "care-d2", "secnumcloud"]


class SecondSite(Section):
    """Where the copy in another failure domain is kept."""

    region: Text
    """Region of the second site."""
    account: Text | None = None
    """Account that holds the copies, where it is another one."""


class Hosting(Section):
    """Provider and places."""

    provider: Provider
    """Cloud or virtualisation that runs the stack."""
    region: Text
    """Region of the main site, under the provider's own name."""
    second_site: SecondSite | None = None
    """The second site, or null."""
    profiles: tuple[Profile, ...] = ("hds",)
    """Sets of controls that apply."""


class State(Section):
    """Where Pulumi keeps the state (HDS-LOC-006)."""

    backend: Text
    """Address of the backend: s3://..., azblob://..., file://..., https://..."""
    region: Text | None = None
    """Region of the backend, or null where unknown."""
    country: Country | None = None
    """Country of the backend, where it has no region."""
    encryption: Literal["establishment-key", "provider-key", "none"] | None = None
    """Whose key encrypts it; null means unknown."""


class Secrets(Section):
    """What encrypts the secrets in the state (HDS-LOC-006)."""

    provider: Text
    """Pulumi secrets provider: awskms://..., azurekeyvault://..., passphrase"""
    region: Text | None = None
    """Region of the key, or null where unknown."""
    country: Country | None = None
    """Country of the key, where it has no region; of a passphrase, where it is kept."""
