"""What every table of entries has in common."""

from __future__ import annotations

from sqlalchemy import REAL, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry


class Base(DeclarativeBase):
    """The one catalogue of tables."""

    registry = registry(
        type_annotation_map={
            str: Text,
            int: Integer,
            bool: Integer,
            float: REAL,
            bytes: LargeBinary,
        }
    )


class Kept(Base):
    """What every entry's row has: id (UUIDv7), when it came, changed and went, its hash."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-4)
    created_at: Mapped[str] = mapped_column(sort_order=-3)
    updated_at: Mapped[str] = mapped_column(sort_order=-2)
    deleted_at: Mapped[str | None] = mapped_column(sort_order=-1)
    row_hash: Mapped[bytes] = mapped_column(sort_order=1)


def once(table: str, *names: str, where: str = "") -> Index:
    """What must be there once among the rows outside the bin."""
    condition = f"deleted_at IS NULL{' AND ' if where else ''}{where}"
    suffix = "_".join(name for name in names if name != "moment")
    return Index(f"uq_{table}_{suffix}", *names, unique=True, sqlite_where=text(condition))


def in_bin(table: str, name: str) -> Index:
    """What finds the rows in the bin."""
    return Index(f"bin_{table}_{name}", name, sqlite_where=text("deleted_at IS NOT NULL"))


STRICT = {"sqlite_strict": True}
