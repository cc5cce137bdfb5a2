"""What the database holds; the declared tables first, then products, plan, consents and people."""

from ranvier.registry.models.administration import Administration
from ranvier.registry.models.adverse_event import AdverseEvent
from ranvier.registry.models.audit_entry import AuditEntry
from ranvier.registry.models.cell_product import CellProduct
from ranvier.registry.models.consent import Consent
from ranvier.registry.models.exposure import Exposure
from ranvier.registry.models.identity import Identity, IdentityLook
from ranvier.registry.models.import_batch import ImportBatch
from ranvier.registry.models.measure import Measure
from ranvier.registry.models.mri import Mri
from ranvier.registry.models.passing import Draft, UsedKey
from ranvier.registry.models.patient import Patient
from ranvier.registry.models.person import Membership, Person
from ranvier.registry.models.plan_item import PlanItem
from ranvier.registry.models.product_specification import ProductSpecification
from ranvier.registry.models.programme import ProgrammeText
from ranvier.registry.models.relapse import Relapse
from ranvier.registry.models.safety_followup import SafetyFollowup
from ranvier.registry.models.signature import Signature
from ranvier.registry.models.site import Site
from ranvier.registry.models.treatment import Treatment
from ranvier.registry.models.visit import Visit

__all__ = [
    "Administration",
    "AdverseEvent",
    "AuditEntry",
    "CellProduct",
    "Consent",
    "Draft",
    "Exposure",
    "Identity",
    "IdentityLook",
    "ImportBatch",
    "Measure",
    "Membership",
    "Mri",
    "Patient",
    "Person",
    "PlanItem",
    "ProductSpecification",
    "ProgrammeText",
    "Relapse",
    "SafetyFollowup",
    "Signature",
    "Site",
    "Treatment",
    "UsedKey",
    "Visit",
]
