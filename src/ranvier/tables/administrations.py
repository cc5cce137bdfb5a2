"""Many rows a patient: one for each cell dose."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.products import CellProduct, Route

ADMINISTRATIONS = Table(
    "administrations",
    "one row a cell dose",
    (
        patient_id(),
        Column(
            "date",
            Kind.DATE,
            "day of the dose; a dose known only to the year is noted",
            required=True,
            coarsest=Precision.YEAR,  # a dose set aside would leave its patient among the untreated
            years_noted=True,
        ),
        Column("product", Kind.CODE, "kind of cell product", codes=CellProduct),
        Column("lot", Kind.TEXT, "lot of the product"),
        Column("cells", Kind.NUMBER, "cells given", unit="cells", lowest=0, highest=1e12),
        Column("volume_ml", Kind.NUMBER, "volume given", unit="ml", lowest=0, highest=5_000),
        Column("route", Kind.CODE, "route", codes=Route),
        Column("viability_percent", Kind.NUMBER, "viable cells", unit="%", lowest=0, highest=100),
        Column("concomitant", Kind.TEXT, "what was given with it; 'none' is an answer, empty is not"),
        Column("deviation", Kind.TEXT, "what departed from the plan, with the reason"),
    ),
)
