"""Sizes by number of beds: a starting point that each establishment measures and corrects."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sizing:
    """A preset: machines, database and volumes (GiB). Sizes are the provider's own names."""

    name: str
    machines: int
    machine_size: str
    machine_disk_gib: int
    database_size: str
    database_gib: int
    files_gib: int
    records_gib: int


@dataclass(frozen=True, slots=True)
class _Preset:
    below_beds: float
    name: str
    machines: int
    sizes: dict[str, tuple[str, str]]
    volumes: tuple[int, int, int, int]


# Estimates: no published figures per application were found (confidence "inferred").
_PRESETS: Final = (
    _Preset(
        100,
        "small",
        2,
        {
            "aws": ("t3.large", "db.t4g.medium"),
            "azure": ("Standard_B2ms", "Standard_D2ds_v5"),
        },
        (64, 100, 200, 500),
    ),
    _Preset(
        300,
        "medium",
        2,
        {
            "aws": ("m6i.large", "db.m6g.large"),
            "azure": ("Standard_D2s_v5", "Standard_D2ds_v5"),
        },
        (128, 256, 512, 1024),
    ),
    _Preset(
        1000,
        "large",
        4,
        {
            "aws": ("m6i.xlarge", "db.m6g.2xlarge"),
            "azure": ("Standard_D4s_v5", "Standard_D8ds_v5"),
        },
        (256, 2048, 2048, 5120),
    ),
    _Preset(
        float("inf"),
        "very-large",
        12,
        {
            "aws": ("m6i.2xlarge", "db.r6g.4xlarge"),
            "azure": ("Standard_D8s_v5", "Standard_E16ds_v5"),
        },
        (512, 4096, 8192, 20480),
    ),
)


def sizing(beds: int, provider: str) -> Sizing:
    """The preset for a number of beds; raises KeyError for a provider without presets."""
    preset = next(row for row in _PRESETS if beds < row.below_beds)
    machine, database = preset.sizes[provider]
    disk, database_gib, files, records = preset.volumes
    return Sizing(
        name=preset.name,
        machines=preset.machines,
        machine_size=machine,
        machine_disk_gib=disk,
        database_size=database,
        database_gib=database_gib,
        files_gib=files,
        records_gib=records,
    )
