"""What a caller chooses about stores, machines and their entrance."""

from dataclasses import dataclass
from typing import Literal

from hdsstack.components.contract.error import require
from hdsstack.locale import _

DataClass = Literal["dscp", "pseudonymised", "non-health"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStoreArgs:
    """Objects: documents, images, exports. No data expires by age (CSP R.1112-7)."""

    data_class: DataClass = "dscp"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDatabaseArgs:
    """A PostgreSQL database.

    Attributes:
        version: Major version of PostgreSQL.
        size: The provider's name of the size.
        storage_gib: Storage, in GiB; it grows by itself to twice as much.
        retention_days: Point-in-time recovery reaches back so far, in days.

    """

    size: str
    storage_gib: int
    version: str = "16"
    retention_days: int = 35
    data_class: DataClass = "dscp"

    def __post_init__(self) -> None:
        require(
            30 <= self.retention_days <= 35,  # noqa: PLR2004 - 35 is both providers' maximum
            field="retention_days",
            seen=self.retention_days,
            wanted=_("30 to 35 days"),
            because="HDS-BCK-007",
        )
        require(
            self.storage_gib >= 20,  # noqa: PLR2004 - both providers' smallest
            field="storage_gib",
            seen=self.storage_gib,
            wanted=_("at least 20 GiB"),
            because=_("the provider's smallest"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStoreArgs:
    """Files shared by the application's machines; `size_gib` bounds it where the provider can."""

    size_gib: int
    data_class: DataClass = "dscp"

    def __post_init__(self) -> None:
        require(
            self.size_gib >= 1,
            field="size_gib",
            seen=self.size_gib,
            wanted=_("at least 1 GiB"),
            because=_("a share has a size"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationMachinesArgs:
    """Machines of one application, spread over zones.

    Attributes:
        count: How many machines.
        size: The provider's name of the size.
        disk_gib: Size of the data disk of each, in GiB.
        image: An image of the provider; empty for the component's own, a supported one.
        port: The TLS port on which the application answers.

    """

    count: int
    size: str
    disk_gib: int
    image: str = ""
    port: int = 443
    data_class: DataClass = "dscp"

    def __post_init__(self) -> None:
        require(
            self.count >= 2,  # noqa: PLR2004 - two zones
            field="count",
            seen=self.count,
            wanted=_("at least 2, so that one zone may be lost"),
            because="HDS-OPS-002",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPointArgs:
    """The TLS entrance of an application.

    Attributes:
        certificate: Certificate as the provider names it: an ACM ARN, a Key Vault secret id.
        port: The TLS port of the machines behind.

    """

    certificate: str
    port: int = 443
    data_class: DataClass = "dscp"
