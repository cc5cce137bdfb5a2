"""Fields and database constraints of a declared table: the registry keeps what `ranvier.tables` declares."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import (
    BooleanField,
    CharField,
    CheckConstraint,
    DateField,
    F,
    Field,
    FloatField,
    IntegerField,
    Model,
    Q,
    TextField,
)

from ranvier.registry.codes import choices_of
from ranvier.tables.declaration import Column, Kind, Precision, Table
from ranvier.vocabulary.edss import VALID_EDSS

CODE_LENGTH = 40


def fields_of(table: Table, *, without: tuple[str, ...] = ()) -> dict[str, Field]:
    """A field for each declared column but the patient's pseudonym; each date has its precision beside it."""
    fields: dict[str, Field] = {}
    for column in _columns(table, without):
        fields[column.name] = _field(column)
        if column.kind is Kind.DATE:
            fields[precision_of(column)] = CharField(
                max_length=5,
                blank=True,
                default="",
                choices=choices_of(Precision),
                verbose_name=f"how exactly {column.name} is known",
            )
    return fields


def precision_of(column: Column) -> str:
    """The name of the field that says how exactly a date is known."""
    return f"{column.name}_precision"


def constraints_of(table: Table, *, without: tuple[str, ...] = ()) -> list[CheckConstraint]:
    """What the database itself refuses in the rows of *table*: codes, bounds, order of dates, empty cells."""
    return [
        CheckConstraint(condition=condition, name=f"{table.name}_{name}"[:60])
        for column in _columns(table, without)
        for name, condition in _conditions(column)
    ]


def _columns(table: Table, without: tuple[str, ...]) -> Iterator[Column]:
    return (column for column in table.columns if column.kind is not Kind.ID and column.name not in without)


def _field(column: Column) -> Field:
    empty = not column.required
    words = {"verbose_name": column.meaning}
    match column.kind:
        case Kind.DATE:
            return DateField(null=empty, blank=empty, **words)
        case Kind.NUMBER | Kind.EDSS:
            return FloatField(null=empty, blank=empty, **words)
        case Kind.WHOLE:
            return IntegerField(null=empty, blank=empty, **words)
        case Kind.YES_NO:
            return BooleanField(null=True, blank=True, **words)
        case Kind.CODE:
            assert column.codes is not None
            return CharField(
                max_length=CODE_LENGTH, blank=empty, default="", choices=choices_of(column.codes), **words
            )
        case _:
            return TextField(blank=empty, default="", **words)


def _conditions(column: Column) -> Iterator[tuple[str, Q]]:
    name = column.name
    if column.kind in (Kind.CODE, Kind.TEXT) and column.required:
        yield f"{name}_given", ~Q(**{name: ""})
    if column.kind is Kind.CODE:
        assert column.codes is not None
        empty = [] if column.required else [""]
        yield f"{name}_code", Q(**{f"{name}__in": [code.value for code in column.codes] + empty})
    if column.kind is Kind.EDSS:
        yield f"{name}_score", _or_empty(name, Q(**{f"{name}__in": list(VALID_EDSS)}))
    if column.lowest is not None:
        yield f"{name}_lowest", _or_empty(name, Q(**{f"{name}__gte": column.lowest}))
    if column.highest is not None:
        yield f"{name}_highest", _or_empty(name, Q(**{f"{name}__lte": column.highest}))
    if column.kind is Kind.DATE:
        yield f"{name}_exact", _precision_fits(column)
    if column.not_before:
        other = column.not_before
        both = Q(**{f"{name}__isnull": True}) | Q(**{f"{other}__isnull": True})
        yield f"{name}_order", both | Q(**{f"{name}__gte": F(other)})


def _or_empty(name: str, condition: Q) -> Q:
    return Q(**{f"{name}__isnull": True}) | condition


def _precision_fits(column: Column) -> Q:
    """A date says how exactly it is known, and exactly enough for the table; no date says nothing."""
    order = list(Precision)
    accepted = [each.value for each in order[: order.index(column.coarsest) + 1]]
    with_date = Q(**{f"{column.name}__isnull": False, f"{precision_of(column)}__in": accepted})
    if column.required:
        return with_date
    return with_date | Q(**{f"{column.name}__isnull": True, precision_of(column): ""})


def declared(table: Table, *, without: tuple[str, ...] = ()) -> type[Model]:
    """An abstract model with the fields of *table*, in the order of its columns."""
    meta = type("Meta", (), {"abstract": True, "app_label": "registry"})
    body = {"__module__": __name__, "Meta": meta, **fields_of(table, without=without)}
    return type(Model)(f"Declared{table.name.title().replace('_', '')}", (Model,), body)
