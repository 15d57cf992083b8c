"""Systems that their publisher no longer maintains, as far as the name of an image tells.

Maintenance that had ended by 2026-11, extended and paid support aside. Sources: the publishers'
life cycles, read in part (ubuntu.com/about/release-cycle, Amazon Linux 2 FAQ, Red Hat, CentOS and
Windows Server announcements), the others from memory.
"""

import re

from hdsstack.model.message import N_

NO_LONGER = N_("the system of the image is no longer maintained by its publisher")

_ENDED = tuple(
    map(
        re.compile,
        (
            # As Azure names publisher, offer and plan.
            r"canonical .*(1[0-9]|20)[._-]04",
            r"microsoftwindowsserver .*(2003|2008|2012)",
            r"microsoftwindowsdesktop .*(windows-7|windows-8|win7|win8|windows-10|win10)",
            r"openlogic .*centos",
            r"debian .*(debian-)?([7-9]|10|11)(\b|-)",
            r"redhat .*\b[67](\b|[._-])",
            r"microsoftsqlserver .*(2008|2012|2014)",
            # As AWS names images, and the parameters that lead to them.
            r"ubuntu.*\b(1[0-9]|20)\.04\b",
            r"windows_server-(2003|2008|2012)",
            r"\bdebian-([7-9]|10|11)\b",
            r"\bcentos\D*[5-8]\b",
            r"\brhel-[5-7]\b",
            r"\bamzn2?-ami\b|\bamazon-linux-2/|\bamazon-linux-ami\b",
        ),
    )
)


def no_longer_maintained(name: str) -> bool:
    """Whether the name of an image tells of such a system; one that says nothing does not."""
    return any(pattern.search(name.lower()) for pattern in _ENDED)
