"""The company of an e-mail domain, as the records that have both name it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.enrich.providers import TEXT, derived, together
from pellucid.golden.model.field import slot_name
from pellucid.golden.standardize.distinct import encode
from pellucid.golden.validate.across.columns import column, holds, slots
from pellucid.golden.validate.across.company import domain_use, own_domain

NAMING_MIN = 3  # records that name the company of a domain, and none another


class CompanyProvider:
    """Learns from the records themselves; free and throw-away mail is nobody's."""

    name = "company_of_domain"
    needs = ("email",)
    gives = ("organization",)

    def derive(self, table: pa.Table) -> pa.Table:
        """Return the company of every record without one whose mail domain only one company uses."""
        use = domain_use(table)
        sure = (use.usual.top_count >= NAMING_MIN) & (use.usual.top_count == use.usual.total)
        known = encode(use.domain.take(pa.array(np.flatnonzero(sure))))
        if len(known.dictionary) == 0:
            return together([])
        _, firsts = np.unique(known.indices.to_numpy(), return_index=True)
        places = np.flatnonzero(sure)[firsts]
        names, counts = use.usual.label.take(pa.array(places)), pa.array(use.usual.top_count[places].astype(str), TEXT)
        unnamed = pc.is_null(column(table, "organization"))
        told = [self._of_slot(table, slot, unnamed, known.dictionary, names, counts) for slot in slots(table, "email")]
        return together(told)

    def _of_slot(
        self, table: pa.Table, slot: int, unnamed: pa.Array, domains: pa.Array, names: pa.Array, counts: pa.Array
    ) -> pa.Table:
        domain = own_domain(column(table, slot_name("email", slot)))
        which = pc.index_in(domain, value_set=domains)
        rows = np.flatnonzero(holds(pc.and_(unnamed, pc.is_valid(which))))
        at = pa.array(rows)
        chosen = which.take(at)
        said = (counts.take(chosen), " records with ", domain.take(at), " name it, and none another.", "")
        because = pc.binary_join_element_wise(*said)
        return derived(self.name, rows, field="organization", values=names.take(chosen), because=because)
