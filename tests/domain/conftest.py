"""Property tests of the domain: no deadline, since the machine may be busy with other things."""

from hypothesis import settings

from tests.thorough import cases

settings.register_profile("domain", deadline=None, max_examples=cases(15))
settings.load_profile("domain")
