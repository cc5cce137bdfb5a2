"""The settings a result was made with, as a block to print, to store and to cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata

from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.definition import Definition
from ranvier.definitions.presets import PRESETS, preset_of
from ranvier.errors import UsageError

_DIFFERS = "*"


@dataclass(frozen=True)
class Setting:
    """One setting with its value; differs: other than in the primary definition."""

    name: str
    value: str
    differs: bool = False


@dataclass(frozen=True)
class SettingsUsed:
    """Everything needed to make a result again and to cite its definition.

    name: of the published definition with exactly these settings, else of the class. kind: the class.
    citation, read, taken: as in `Preset`; the latter two are empty where no published one has the settings.
    """

    name: str
    kind: str
    line: str
    citation: str
    read: str
    taken: str
    version: str
    rows: tuple[Setting, ...]

    def __str__(self) -> str:
        width = max((len(row.name) for row in self.rows), default=0)
        head = [f"Settings used: {self.name} ({self.kind}, ranvier {self.version})"]
        told = (("", self.line), ("source: ", self.citation), ("read: ", self.read), ("taken: ", self.taken))
        head += [f"  {word}{text}" for word, text in told if text]
        body = [f"{_DIFFERS if row.differs else ' '} {row.name:{width}}  {row.value}" for row in self.rows]
        note = (
            [f"{_DIFFERS} differs from the primary definition"] if any(r.differs for r in self.rows) else []
        )
        return "\n".join([*head, *body, *note])

    def as_dict(self) -> Mapping[str, object]:
        """The block for JSON: the same names, the settings in their order, and which of them differ."""
        return {
            "definition": self.name,
            "kind": self.kind,
            "line": self.line,
            "citation": self.citation,
            "read": self.read,
            "taken": self.taken,
            "ranvier": self.version,
            "settings": {row.name: row.value for row in self.rows},
            "differs_from_primary": [row.name for row in self.rows if row.differs],
        }


def settings_used(definition: Definition) -> SettingsUsed:
    """The settings of *definition* with their source; those that differ from the primary one are marked.

    A block goes with a result: `print(settings_used(definition))`, or `.as_dict()` beside a file of events.
    """
    if not isinstance(definition, Definition):
        raise UsageError(
            f"Settings are those of a definition, not of a {type(definition).__name__}",
            where="settings_used",
            hint="take a published one by its name: settings_used(preset(name))",
        )
    found = preset_of(definition)
    return SettingsUsed(
        name=found.name if found else type(definition).__name__,
        kind=type(definition).__name__,
        line=found.line if found else "",
        citation=found.citation if found else definition.citation,
        read=f"{found.read} ({found.provenance.value})" if found else "",
        taken=found.taken if found else "",
        version=_version(),
        rows=_rows(definition),
    )


def _rows(definition: Definition) -> tuple[Setting, ...]:
    primary = dict(PRESETS["primary"].definition.settings())
    compared = isinstance(definition, ConfirmedChange)
    return tuple(
        Setting(name, value, differs=compared and primary.get(name) != value)
        for name, value in definition.settings()
    )


def _version() -> str:
    try:
        return metadata.version("ranvier")
    except metadata.PackageNotFoundError:
        return "not installed as a package"
