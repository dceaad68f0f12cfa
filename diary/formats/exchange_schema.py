"""The JSON Schema of `diary.json`, made from the types that read it.

`python -m diary.formats.exchange_schema` writes it to `resources/schema/`.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from diary.domain.rule import Level, Rule
from diary.domain.settings import THRESHOLDS, DistanceUnit, WeightUnit
from diary.formats.exchange_document import Document
from diary.paths import resource_path

SCHEMA = resource_path("schema", "diary.schema.json")


def schema_text() -> str:
    """The schema as text, with the bounds and defaults of every setting."""
    (start,), components = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    settings = components["Document"]["properties"]["settings"]
    settings.clear()
    settings["anyOf"] = [{"type": "null"}, {"type": "object", "properties": _settings()}]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kneelog diary",
        **start,
        "$defs": components,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _settings() -> dict[str, Any]:
    kinds: dict[str, Any] = {
        "distance_unit": {"enum": [*(unit.value for unit in DistanceUnit), None]},
        "weight_unit": {"enum": [*(unit.value for unit in WeightUnit), None]},
        "day_turnover": {
            "anyOf": [
                {"type": "string", "pattern": "^0([0-5]:[0-5][0-9]|6:00)$"},
                {"type": "null"},
            ]
        },
    }
    kinds["cadence_taken_up_on"] = {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]
    }
    may_be_off = [rule.value for rule in Rule if rule.level is not Level.SAFETY]
    kinds["rules_off"] = {
        "anyOf": [{"type": "array", "items": {"enum": may_be_off}}, {"type": "null"}]
    }
    for name, threshold in THRESHOLDS.items():
        number = {
            "type": "integer" if threshold.is_whole else "number",
            "minimum": threshold.low,
            "maximum": threshold.high,
        }
        kinds[name] = {
            "description": threshold.source,
            "anyOf": [number, {"type": "null"}],
            "default": int(threshold.default) if threshold.is_whole else threshold.default,
        }
    return kinds


if __name__ == "__main__":
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(schema_text(), "utf-8")
