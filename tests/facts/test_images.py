"""Which names of images tell of a system that gets no patches any more."""

import pytest

from hdsstack.facts.images import no_longer_maintained

GONE = (
    "Canonical UbuntuServer 18.04-LTS",
    "canonical 0001-com-ubuntu-server-focal 20_04-lts-gen2",
    "MicrosoftWindowsServer WindowsServer 2012-R2-Datacenter",
    "OpenLogic CentOS 7_9-gen2",
    "RedHat RHEL 7.9",
    "Debian debian-10 10",
    "ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-*",
    "amzn2-ami-hvm-*-x86_64-gp2",
    "amzn-ami-hvm-*-x86_64-ebs",
    "Windows_Server-2012-R2_RTM-English-64Bit-Base-*",
    "RHEL-7.9_HVM-*",
    "debian-10-amd64-*",
    "CentOS Linux 7 x86_64*",
    "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id",
)
HERE = (
    "",
    "Canonical ubuntu-24_04-lts server",
    "canonical 0001-com-ubuntu-server-jammy 22_04-lts-gen2",
    "MicrosoftWindowsServer WindowsServer 2022-datacenter-azure-edition",
    "RedHat RHEL 9-lvm-gen2",
    "RedHat RHEL 8_6",
    "Debian debian-12 12-gen2",
    "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*",
    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*",
    "al2023-ami-2023.*-x86_64",
    "Windows_Server-2022-English-Full-Base-*",
    "RHEL-9.4.0_HVM-*",
    "debian-12-amd64-*",
    "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    "hospital-golden-image-2012",
)


@pytest.mark.parametrize("name", GONE)
def test_a_system_that_its_publisher_has_given_up(name: str) -> None:
    assert no_longer_maintained(name)


@pytest.mark.parametrize("name", HERE)
def test_a_system_that_is_maintained_or_of_which_nothing_is_known(name: str) -> None:
    assert not no_longer_maintained(name)
