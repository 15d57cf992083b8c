"""Regions and countries: the EEA, and the names that mislead."""

from datetime import date

import pytest

from hdsstack import catalog

EEA = {
    "aws": {
        "eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2",
        "eusc-de-east-1",
    },
    "azure": {
        "francecentral", "francesouth", "westeurope", "northeurope", "germanywestcentral",
        "germanynorth", "swedencentral", "swedensouth", "norwayeast", "norwaywest", "italynorth",
        "polandcentral", "spaincentral", "austriaeast", "belgiumcentral", "denmarkeast",
    },
    "ovh": {"gra", "rbx", "sbg", "eu-west-par", "eu-south-mil", "de", "waw"},
    "scaleway": {"fr-par", "nl-ams", "pl-waw", "it-mil"},
    "outscale": {"eu-west-2", "cloudgouv-eu-west-1"},
    "s3ns": {"u-france-east1"},
    "cloud-temple": {"fr1"},
    "clever-cloud": {"parhds", "rbxhds", "grahds", "fr-north-hds", "par"},
}  # fmt: skip
ALL = [region for provider in catalog.providers() for region in catalog.regions(provider)]


def found(provider: str, name: str) -> catalog.Region:
    region = catalog.region(provider, name)
    assert region is not None
    return region


def test_the_eea_regions_are_exactly_these() -> None:
    assert set(catalog.providers()) == set(EEA)
    for provider, names in EEA.items():
        assert {region.name for region in catalog.regions(provider) if region.eea} == names


@pytest.mark.parametrize(
    ("provider", "name", "country"),
    [
        ("aws", "eu-west-2", "GB"),
        ("aws", "eu-central-2", "CH"),
        ("aws", "us-east-1", "US"),
        ("aws", "cn-north-1", "CN"),
        ("azure", "uksouth", "GB"),
        ("azure", "ukwest", "GB"),
        ("azure", "switzerlandnorth", "CH"),
        ("azure", "switzerlandwest", "CH"),
        ("ovh", "uk", "GB"),
        ("clever-cloud", "ldn", "GB"),
    ],
)
def test_not_in_the_eea(provider: str, name: str, country: str) -> None:
    region = found(provider, name)
    assert region.country == country
    assert not region.eea
    assert not region.eu


def test_the_same_name_is_another_country_at_another_host() -> None:
    assert found("aws", "eu-west-2").country == "GB"
    assert found("outscale", "eu-west-2").country == "FR"


def test_the_isolated_partition_has_no_country_and_is_not_in_the_eea() -> None:
    region = found("aws", "eu-isoe-west-1")
    assert (region.partition, region.country, region.eea) == ("aws-iso-e", None, False)


def test_the_european_sovereign_cloud_is_german_and_its_certificate_is_not_known() -> None:
    region = found("aws", "eusc-de-east-1")
    assert (region.partition, region.country) == ("aws-eusc", "DE")
    assert region.eea
    assert region.hds_scope == "unknown"
    assert not region.scope_row.verified


@pytest.mark.parametrize("name", ["norwayeast", "norwaywest"])
def test_norway_is_in_the_eea_and_not_in_the_union(name: str) -> None:
    region = found("azure", name)
    assert region.eea
    assert not region.eu


def test_membership_follows_from_the_country() -> None:
    for region in ALL:
        if region.country is None:
            assert not region.eea
            continue
        country = catalog.country(region.country)
        assert country is not None, region
        assert (region.eea, region.eu) == (country.eea, country.eu), region


def test_every_pair_exists_and_a_pair_in_the_eea_is_mutual_and_stays_there() -> None:
    paired = [region for region in ALL if region.pair]
    assert len(paired) > 40
    for region in paired:
        other = found(region.provider, str(region.pair))
        assert other.partition == region.partition
        if region.eea:
            assert other.eea, region
            assert other.pair == region.name, region


def test_regions_without_a_pair_have_none() -> None:
    for name in ("italynorth", "polandcentral", "spaincentral", "austriaeast", "belgiumcentral"):
        assert found("azure", name).pair is None
    assert not any(region.pair for region in catalog.regions("aws"))


@pytest.mark.parametrize(
    ("provider", "name", "wanted"),
    [
        ("azure", "France Central", "francecentral"),
        ("azure", "FranceCentral", "francecentral"),
        ("azure-native", "West Europe", "westeurope"),
        ("aws", "eu-west-3", "eu-west-3"),
        ("ovh", "GRA11", "gra"),
        ("ovh", "DE1", "de"),
    ],
)
def test_names_are_understood(provider: str, name: str, wanted: str) -> None:
    assert found(provider, name).name == wanted


@pytest.mark.parametrize(
    ("provider", "name"),
    [
        ("aws", "francecentral"),
        ("azure", "eu-west-3"),
        ("azure", "global"),
        ("azure", "europe"),
        ("aws", "eu-west-9"),
        ("aws", ""),
        ("openstack", "RegionOne"),
        ("../regions/aws", "eu-west-3"),
    ],
)
def test_an_unknown_place_is_unknown(provider: str, name: str) -> None:
    assert catalog.region(provider, name) is None


def test_a_region_is_unique_under_its_provider() -> None:
    for provider in catalog.providers():
        names = [region.name for region in catalog.regions(provider)]
        assert len(names) == len(set(names))
        rows = catalog.entries("regions", {"provider": provider})
        assert len(rows) == len(names)


def test_scope_is_in_only_where_a_source_was_read() -> None:
    for region in ALL:
        if region.hds_scope != "unknown":
            assert region.scope_row.verified, region
    assert found("scaleway", "fr-par").hds_scope == "in"
    assert found("scaleway", "nl-ams").hds_scope == "out"
    assert found("azure", "francecentral").hds_scope == "unknown"


def test_the_eea_has_thirty_members_and_the_union_twenty_seven() -> None:
    outermost = {"GP", "MQ", "GF", "RE", "YT", "MF"}
    members = {country.code for country in catalog.countries() if country.eea} - outermost
    union = {country.code for country in catalog.countries() if country.eu} - outermost
    assert (len(members), len(union)) == (30, 27)
    assert members - union == {"IS", "LI", "NO"}


@pytest.mark.parametrize("code", ["GB", "CH", "JE", "GG", "IM", "MC", "AD", "SM", "NC", "PF", "US"])
def test_countries_outside_the_eea(code: str) -> None:
    country = catalog.country(code)
    assert country is not None
    assert not country.eea


def test_adequacy_is_about_countries_outside_the_eea() -> None:
    for adequacy in catalog.adequacies():
        country = catalog.country(adequacy.country)
        assert country is not None
        assert not country.eea
        assert not adequacy.row.verified


def test_adequacy_holds_from_its_date_on() -> None:
    assert catalog.adequate("CH", date(2026, 11, 25)) is not None
    assert catalog.adequate("us", date(2023, 7, 9)) is None
    american = catalog.adequate("US", date(2026, 11, 25))
    assert american is not None
    assert american.limits is not None
    assert catalog.adequate("CN") is None
    assert catalog.adequate("FR") is None
