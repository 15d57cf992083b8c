"""Subjects of tokens from elsewhere: which are one repository's, with its environment or branch."""

import re

_GITHUB = re.compile(
    r"^repo:(?P<owner>[^/:]+)/(?P<name>[^:]+):(?P<what>environment|ref|job_workflow_ref)(?::(?P<rest>.+))?$"
)
_ANY_BRANCH = re.compile(r"^refs/heads/\*+$|^\*+$|^refs/\*+$")


def subject_is_wide(text: str, *, like: bool) -> bool:
    """Whether a subject is wider than one project with its environment, branch or tag.

    Wildcards count where the comparison is `like`; elsewhere they are plain letters.
    """
    if text.startswith("repo:"):
        return _github_is_wide(text, like=like)
    if not like or "*" not in text:
        return False
    if text.startswith("system:serviceaccount:"):
        return True
    # GitLab and others: one project with a branch or a tag; only what follows may vary.
    head, _, rest = text.partition("*")
    return not (re.search(r"ref:[^*]+$", head) and not rest.strip("*"))


def _github_is_wide(text: str, *, like: bool) -> bool:
    match = _GITHUB.match(text)
    if match is None:
        # `pull_request`, a bare wildcard, or a repository alone.
        return like or text.endswith(":pull_request")
    if not like:
        return False
    rest = match["rest"] or ""
    return "*" in match["owner"] + match["name"] or bool(_ANY_BRANCH.match(rest)) or not rest
