"""Property tests of the domain: no deadline, since the machine may be busy with other things."""

from hypothesis import settings

settings.register_profile("domain", deadline=None, max_examples=25)
settings.load_profile("domain")
