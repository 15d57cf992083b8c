"""The chain of actors: hosts, sub-processors, operators, and the other processors."""

from typing import Literal

from hdsstack.model.activities import Activity
from hdsstack.model.establishment.base import Country, Day, Section, Slug, Text

TransferBasis = Literal["adequacy", "article-46"]


class Certificate(Section):
    """A certificate as its document states it."""

    framework: Text = "hds-2024-2.0"
    """Framework and version: hds-2024-2.0, hds-2018-1.1, secnumcloud-3.2, iso27001-2022."""
    number: Text | None = None
    """Number of the certificate."""
    certifier: Text | None = None
    """Body that issued it."""
    issued_on: Day | None = None
    """First day of validity."""
    expires_on: Day | None = None
    """Last day of validity."""
    activities: tuple[Activity, ...] = ()
    """Hosting activities in its scope."""
    places: tuple[Text, ...] = ()
    """Regions, under the provider's names, or sites in its scope."""
    services: tuple[Text, ...] = ()
    """Service keys of the catalogue in its scope; `all` when the document excludes none."""
    document: Text | None = None
    """Where the document is kept."""


class Exemption(Section):
    """The three cumulative conditions under which a GHT's host needs no certificate.

    Source: Agence du numerique en sante, FAQ on GHT and HDS certification, 17 April 2024.
    """

    convention: Text | None = None
    """Convention of the group that delegates the hosting: reference and date."""
    joint_controllers: Text | None = None
    """Agreement of joint controllers (GDPR article 26): reference and date."""
    security_measures: Text | None = None
    """Where the security measures are described."""


class ThirdCountryLaw(Section):
    """Law of a third country that could impose an access (EXI 30)."""

    countries: tuple[Country, ...]
    """Countries whose law applies."""
    laws: tuple[Text, ...] = ()
    """The laws."""
    mitigation: Text | None = None
    """What reduces the risk."""
    residual_risk: Text | None = None
    """What risk remains."""


class RemoteAccess(Section):
    """Access to health data from a country outside the EEA (EXI 29)."""

    country: Country
    """Country from which the data are accessed."""
    basis: TransferBasis | None = None
    """GDPR article 45 decision, or article 46 safeguards; null when there is none."""
    detail: Text | None = None
    """Which decision or which safeguards."""


class Parent(Section):
    """The company or body that controls an actor."""

    name: Text
    """Its name."""
    country: Country
    """Country of its seat."""


class Actor(Section):
    """One actor of the hosting chain (EXI 12 to 14, 22, 29, 30)."""

    key: Slug
    """Short name; the catalogue's key where it has the actor."""
    name: Text
    """Legal name."""
    role: Literal["self", "host", "subprocessor", "operator"]
    """`self` for the establishment, `operator` for a managed-service provider."""
    country: Country
    """Country of its seat."""
    accountable: tuple[Activity, ...] = ()
    """Activities that it answers for: each has exactly one accountable actor (HDS-CHN-001)."""
    intervenes: tuple[Activity, ...] = ()
    """Activities that it takes part in without answering for them."""
    certificates: tuple[Certificate, ...] = ()
    """Its certificates."""
    exemption: Exemption | None = None
    """Exemption of a GHT's host, or null."""
    parent: Parent | None = None
    """Who controls it, or null."""
    third_country_law: ThirdCountryLaw | None = None
    """Law of a third country that it is subject to, or null."""
    secnumcloud: bool = False
    """Whether the services used are qualified SecNumCloud."""
    remote_access: tuple[RemoteAccess, ...] = ()
    """Accesses to health data from outside the EEA."""
    register_entry: Text | None = None
    """Entry in the register of processors (GDPR 28, EXI 22)."""
    contract: Text | None = None
    """Contract or clauses signed, with date."""


class Processor(Section):
    """A processor outside the hosting chain: CI, monitoring, state service (HDS-CHN-004)."""

    key: Slug
    """Short name."""
    name: Text
    """Legal name."""
    purpose: Literal["ci", "monitoring", "state", "ticketing", "maintenance", "other"]
    """What it does."""
    country: Country
    """Country of its seat."""
    region: Text | None = None
    """Where it processes."""
    health_data: bool = False
    """Whether it can see health data."""
    third_country_law: ThirdCountryLaw | None = None
    """Law of a third country that it is subject to, or null."""
    register_entry: Text | None = None
    """Entry in the register of processors (GDPR 28)."""
