"""What is said of an error, for a person; imported only once there is one."""

import errno

from hdsstack.adapters.pulumi_cli import PulumiError
from hdsstack.catalog import CatalogueError
from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.model.problem import ManifestError, located
from hdsstack.planning.error import PlanningError

KNOWN = (TargetError, ManifestError, CatalogueError, PlanningError, PulumiError)


def explanation(error: Exception) -> str:
    """The message of a known error; for any other, that it is a defect and how to report it."""
    if isinstance(error, TargetError):
        return located(error.message, error.file, error.line)
    if isinstance(error, KNOWN) or type(error).__name__ == "ScaffoldError":
        return str(error)
    if isinstance(error, OSError):
        return _of_the_system(error)
    return _(
        "this is a defect of hdsstack, not a mistake of yours ({error}); next: run it again with "
        "HDSSTACK_TRACEBACK=1 and report what it prints"
    ).format(error=f"{type(error).__name__}: {error}")


def _of_the_system(error: OSError) -> str:
    steps = {
        errno.EACCES: _("give yourself the right to write there, or choose another folder"),
        errno.EPERM: _("give yourself the right to write there, or choose another folder"),
        errno.EROFS: _("choose a folder on a disk that can be written"),
        errno.ENOSPC: _("free some space on the disk"),
        errno.ENOENT: _("check the path"),
    }
    return _("{file}: {what}; next: {step}").format(
        file=error.filename or _("the system"),
        what=_(error.strerror or type(error).__name__),
        step=steps.get(error.errno or 0, _("check the path and its permissions")),
    )
