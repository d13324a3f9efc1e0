"""The delivered field catalog. Forms, lists, mappings, comparisons and reports are driven by it."""

from pellucid.golden.model.field import FieldClass, FieldSpec

# Half-lives: contact data of companies loses about 22 % a year (MarketingSherpa, 2.1 % a month), of which job-bound
# fields lose most: the median tenure of 3.9 years (BLS) gives 17.8 % a year. log(2) / -log(1 - rate), in days.
JOB_BOUND_DAYS = 1290
WORK_EMAIL_DAYS = 1290
PHONE_DAYS = 2400  # 10 % a year
ADDRESS_DAYS = 2400

_IDENTITY = (
    FieldSpec(name="source_key", kind="text", label="Key in its source"),
    FieldSpec(name="full_name", kind="name", label="Full name", group="name", worth=3.0),
    FieldSpec(name="prefix", kind="name_part", label="Title", group="name", worth=0.2),
    FieldSpec(name="given_name", kind="name_part", label="Given name", group="name", worth=3.0),
    FieldSpec(name="middle_name", kind="name_part", label="Middle name", group="name", worth=0.2),
    FieldSpec(name="family_name", kind="name_part", label="Family name", group="name", worth=3.0),
    FieldSpec(name="suffix", kind="name_part", label="Suffix", group="name", worth=0.2),
    FieldSpec(name="nickname", kind="name_part", label="Nickname", group="name", worth=0.1),
    FieldSpec(name="email", kind="email", label="E-mail", many=True, stale_after_days=WORK_EMAIL_DAYS, worth=4.0),
    FieldSpec(name="phone", kind="phone", label="Phone", many=True, stale_after_days=PHONE_DAYS, worth=3.0),
    FieldSpec(name="address", kind="address", label="Address", group="address", many=True, worth=2.0),
    FieldSpec(
        name="street", kind="address_part", label="Street", group="address", many=True, stale_after_days=ADDRESS_DAYS
    ),
    FieldSpec(name="house_number", kind="address_part", label="House number", group="address", many=True, worth=0.5),
    FieldSpec(name="unit", kind="address_part", label="Unit", group="address", many=True, worth=0.1),
    FieldSpec(name="po_box", kind="address_part", label="PO box", group="address", many=True, worth=0.1),
    FieldSpec(name="postal_code", kind="address_part", label="Postal code", group="address", many=True),
    FieldSpec(name="city", kind="address_part", label="City", group="address", many=True),
    FieldSpec(name="region", kind="address_part", label="Region", group="address", many=True, worth=0.3),
    FieldSpec(name="country", kind="country", label="Country", group="address", many=True),
    FieldSpec(name="website", kind="url", label="Website", worth=0.3),
    FieldSpec(name="social", kind="url", label="Social profile", many=True, worth=0.2),
    FieldSpec(name="organization", kind="organization", label="Company", group="job", stale_after_days=JOB_BOUND_DAYS),
    FieldSpec(
        name="department", kind="text", label="Department", group="job", stale_after_days=JOB_BOUND_DAYS, worth=0.2
    ),
    FieldSpec(
        name="job_title", kind="text", label="Job title", group="job", stale_after_days=JOB_BOUND_DAYS, worth=0.5
    ),
    FieldSpec(name="birth_date", kind="date", label="Date of birth"),
    FieldSpec(name="tax_id", kind="identifier", label="Tax or VAT number"),
    FieldSpec(name="national_id", kind="identifier", label="National id"),
    FieldSpec(name="registration_number", kind="identifier", label="Company registration number"),
    FieldSpec(name="iban", kind="identifier", label="Bank account", worth=0.5),
)

_PERMISSION = tuple(
    FieldSpec(name=name, kind=kind, label=label, field_class=FieldClass.PERMISSION, group="consent", worth=worth)
    for name, kind, label, worth in (
        ("consent", "text", "May be mailed", 2.0),
        ("consent_date", "date", "Consent given on", 1.0),
        ("consent_source", "text", "Consent given through", 0.5),
    )
)

_QUANTITATIVE = tuple(
    FieldSpec(name=name, kind=kind, label=label, field_class=FieldClass.QUANTITATIVE, worth=worth)
    for name, kind, label, worth in (
        ("created_date", "date", "Created on", 0.2),
        ("updated_date", "date", "Last changed on", 0.2),
        ("order_count", "number", "Orders", 0.5),
        ("order_total", "amount", "Total spent", 1.0),
        ("last_order_date", "date", "Last order on", 0.5),
        ("ticket_count", "number", "Support tickets", 0.3),
    )
)

_DESCRIPTIVE = tuple(
    FieldSpec(name=name, kind=kind, label=label, field_class=FieldClass.DESCRIPTIVE, worth=worth)
    for name, kind, label, worth in (
        ("gender", "gender", "Gender", 0.2),
        ("language", "language", "Language", 0.5),
        ("currency", "currency", "Currency", 0.2),
        ("industry", "text", "Industry", 0.3),
    )
)

_QUALITATIVE = tuple(
    FieldSpec(name=name, kind="text", label=label, field_class=FieldClass.QUALITATIVE, worth=0.1)
    for name, label in (("tags", "Tags"), ("notes", "Notes"))
)

CATALOG: tuple[FieldSpec, ...] = _IDENTITY + _PERMISSION + _QUANTITATIVE + _DESCRIPTIVE + _QUALITATIVE
FIELDS: dict[str, FieldSpec] = {spec.name: spec for spec in CATALOG}
