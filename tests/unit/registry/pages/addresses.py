"""The address of every page, for the records of one patient."""


def addresses_of(records):
    name = records["patient"].pseudonym
    return {
        "due": "/due/",
        "patients": "/patients/",
        "enrol": "/patients/new/",
        "patient": f"/patients/{name}/",
        "new visit": f"/patients/{name}/visit/",
        "consent": f"/patients/{name}/consent/",
        "new relapse": f"/patients/{name}/relapse/new/",
        "new mri": f"/patients/{name}/mri/new/",
        "new treatment": f"/patients/{name}/treatment/new/",
        "new exposure": f"/patients/{name}/exposure/new/",
        "new test": f"/patients/{name}/test/new/",
        "new dose": f"/patients/{name}/dose/new/",
        "new event": f"/patients/{name}/event/new/",
        "new safety": f"/patients/{name}/safety/new/",
        "visit": f"/visits/{records['visit'].pk}/",
        "relapse": f"/records/relapse/{records['relapse'].pk}/",
        "dose": f"/records/dose/{records['dose'].pk}/",
        "event": f"/records/event/{records['event'].pk}/",
        "lots": "/lots/",
        "new lot": "/lots/new/",
        "lot": f"/lots/{records['lot'].pk}/",
        "edss": "/edss/",
        "drafts": "/drafts/?page=/x/",
    }


OF_NOBODY = ("due", "patients", "enrol", "lots", "new lot", "edss", "drafts")
"""Pages that are not of one patient."""

NAMES = tuple(
    addresses_of(
        {
            "patient": type("Named", (), {"pseudonym": "X"}),
            **dict.fromkeys(("visit", "relapse", "dose", "event", "lot"), type("Kept", (), {"pk": "0"})),
        }
    )
)
