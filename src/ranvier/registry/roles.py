"""Seven roles, and what each may do; one table, read by screens, interface and tests."""

from __future__ import annotations

from enum import StrEnum, auto


class Deed(StrEnum):
    """What somebody may be allowed to do with the records of a site."""

    SEE_RECORDS = auto()
    RECORD_VISITS = auto()  # visits, relapses, MRI, treatments, adverse events
    RECORD_TESTS = auto()  # questionnaires and tests only
    RECORD_PRODUCTS = auto()  # lots and doses
    RECORD_CONSENT = auto()
    ENROL = auto()
    SIGN = auto()
    SEE_IDENTITY = auto()  # names and numbers, each time with a reason
    IMPORT = auto()
    EXPORT = auto()
    EXAMINE = auto()
    SIGN_REPORT = auto()
    READ_AUDIT = auto()
    MANAGE_PEOPLE = auto()
    ERASE = auto()


class Role(StrEnum):
    """What a person is at a site."""

    CLINICIAN = "clinician"
    NURSE = "nurse"
    PSYCHOLOGIST = "psychologist"
    DATA_MANAGER = "data_manager"
    INVESTIGATOR = "investigator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """The role as people say it."""
        return self.value.replace("_", " ")

    @property
    def deeds(self) -> frozenset[Deed]:
        """What the role may do."""
        return _DEEDS[self]

    @property
    def needs_second_factor(self) -> bool:
        """Whether nobody has this role without a second factor at sign-in."""
        return self in _WITH_SECOND_FACTOR


_RECORDING = frozenset(
    {Deed.SEE_RECORDS, Deed.RECORD_VISITS, Deed.RECORD_TESTS, Deed.RECORD_CONSENT, Deed.ENROL}
)

_DEEDS: dict[Role, frozenset[Deed]] = {
    Role.CLINICIAN: _RECORDING | {Deed.RECORD_PRODUCTS, Deed.SIGN, Deed.SEE_IDENTITY},
    Role.NURSE: _RECORDING | {Deed.RECORD_PRODUCTS},
    Role.PSYCHOLOGIST: frozenset({Deed.SEE_RECORDS, Deed.RECORD_TESTS}),
    Role.DATA_MANAGER: frozenset(
        {*_RECORDING, Deed.RECORD_PRODUCTS, Deed.IMPORT, Deed.EXPORT, Deed.EXAMINE, Deed.READ_AUDIT}
    ),
    Role.INVESTIGATOR: frozenset(
        {Deed.SEE_RECORDS, Deed.SIGN, Deed.EXPORT, Deed.EXAMINE, Deed.SIGN_REPORT, Deed.READ_AUDIT}
    ),
    Role.AUDITOR: frozenset({Deed.SEE_RECORDS, Deed.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset({Deed.MANAGE_PEOPLE, Deed.READ_AUDIT, Deed.ERASE}),
}

_WITH_SECOND_FACTOR = frozenset({Role.DATA_MANAGER, Role.INVESTIGATOR, Role.AUDITOR, Role.ADMINISTRATOR})
