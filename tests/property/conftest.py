"""The same examples on every run; a long run (HDSSTACK_MUTANTS) looks for new ones."""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("searching" if "HDSSTACK_MUTANTS" in os.environ else "steady")
