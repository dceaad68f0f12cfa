from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from diary.domain.ids import uuid7

instants = st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis asks for naive bounds
randoms = st.binary(min_size=10, max_size=10)


@given(instants, randoms)
def test_an_id_is_a_uuid_of_version_7(at: datetime, random: bytes) -> None:
    made = UUID(uuid7(at, random))
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == int(at.timestamp() * 1000)


@given(instants, randoms, randoms, st.integers(1, 10**9))
def test_ids_sort_by_time(at: datetime, one: bytes, other: bytes, later_ms: int) -> None:
    assert uuid7(at, one) < uuid7(at + timedelta(milliseconds=later_ms), other)


@given(instants, st.sets(randoms, min_size=2, max_size=20))
def test_different_random_bytes_make_different_ids(at: datetime, several: set[bytes]) -> None:
    # Version and variant cover six bits; bytes that differ elsewhere stay apart.
    def seen(random: bytes) -> int:
        number = int.from_bytes(random, "big")
        return number & ~(0xF << 76) & ~(0x3 << 62)

    assert len({uuid7(at, random) for random in several}) == len({seen(each) for each in several})
