"""Who the establishment is, and the environments and classes of data that it has."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from hdsstack.locale import _
from hdsstack.model.establishment.base import Cidr, Country, Section, Slug, Text, refuse
from hdsstack.model.establishment.finess import valid_finess

Kind = Literal[
    "ch", "chu", "clinique", "espic", "ehpad", "cabinet", "laboratoire", "gcs", "gie", "ght",
    "infogerant", "autre",
]  # fmt: skip
DataClass = Literal["dscp", "pseudonymised", "technical", "non-health"]
Finess = Annotated[str, AfterValidator(valid_finess)]


class Share(Section):
    """Something that two members of a group have in common on purpose (HDS-SEG-001)."""

    what: Literal["key", "store", "identity"]
    """What is shared."""
    name: Text
    """Name of the shared resource."""
    members: tuple[Slug, ...] = Field(min_length=1)
    """Slugs of the members that share it with this establishment."""
    why: Text
    """The reason, as a sentence."""


class GroupRange(Section):
    """Address ranges of another member or cloud of the group."""

    name: Text
    """Who uses these ranges."""
    ranges: tuple[Cidr, ...] = Field(min_length=1)
    """Its address ranges."""


class Group(Section):
    """The group (GHT, GCS, private group) that the establishment belongs to."""

    name: Text
    """The group's name."""
    role: Literal["support", "member"] = "member"
    """`support` for the establishment that hosts or buys for the others."""
    members: tuple[Slug, ...] = ()
    """Slugs of the other members."""
    ranges: tuple[GroupRange, ...] = ()
    """Address ranges that the group already uses."""
    shares: tuple[Share, ...] = ()
    """What members share on purpose, and why."""


class Identity(Section):
    """The establishment's identity."""

    slug: Slug
    """Short name, used in folder, stack and resource names."""
    name: Text
    """Official name."""
    finess: Finess | None = None
    """FINESS number, in quotes; its ninth digit is a Luhn key."""
    kind: Kind
    """Kind of establishment."""
    beds: int = Field(ge=0, le=20000)
    """Beds and places, which choose the sizing preset."""
    country: Country = "FR"
    """Country, ISO 3166-1 alpha-2."""
    group: Group | None = None
    """The group that the establishment belongs to, or null."""

    @model_validator(mode="after")
    def _finess_of_a_french_establishment(self) -> "Identity":
        if self.country == "FR" and self.finess is None and self.kind not in ("infogerant", "gie"):
            raise refuse(
                _("a French establishment without FINESS number"),
                wanted=_("finess: nine characters, in quotes"),
                next_step=_("add the key 'finess' to the section 'establishment'"),
            )
        return self


class Environment(Section):
    """One environment, deployed as one Pulumi stack."""

    name: Slug
    """Name of the environment: prod, test..."""
    data: tuple[DataClass, ...] = Field(min_length=1)
    """Classes of data allowed in it (HDS-SEG-002)."""
    account: Text | None = None
    """AWS account, Azure subscription or OpenStack project; null as long as it is unknown."""
    tenant: Text | None = None
    """Azure tenant, where the provider has tenants."""


class DataClassUse(Section):
    """What a class of data means in this establishment."""

    name: DataClass
    """The class."""
    content: Text
    """What the class contains here, as a sentence."""
    basis: Text | None = None
    """Legal basis of the processing."""
