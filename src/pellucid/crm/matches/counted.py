"""What was counted with a version of a model, as bytes and back."""

import io
import json
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from pellucid.golden.match.hashes import Places
from pellucid.golden.match.kinds import PARTY_KINDS
from pellucid.golden.match.model import model_from_document
from pellucid.golden.match.rarity import Rarity
from pellucid.golden.match.weigh import Version

Versions = Mapping[str, Version]
"""By party kind."""


def documents_of(versions: Versions) -> dict[str, object]:
    """Return the models as documents to read and to keep."""
    return {party: version.model.document() for party, version in versions.items()}


def counted_bytes(versions: Versions) -> bytes:
    """Return everything that the documents do not say. No pickles: whoever can write the database runs no code."""
    arrays: dict[str, np.ndarray] = {}
    told: dict[str, object] = {}
    for party, version in versions.items():
        for name, rarity in version.rarities.items():
            arrays[f"{party}/{name}/hashes"] = rarity.places.hashes
            arrays[f"{party}/{name}/shares"] = rarity.shares[rarity.places.places]
        told[party] = {
            "unseen": {name: rarity.unseen for name, rarity in version.rarities.items()},
            "cuts": {name: list(cuts) for name, cuts in version.cuts.items()},
            "shared": {name: values.to_pylist() for name, values in version.shared.items()},
        }
    arrays["told"] = np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def versions_from(documents: Mapping[str, dict[str, object]], counted: bytes) -> dict[str, Version]:
    """Return the versions that documents_of and counted_bytes were made of.

    Raises golden.match.model.UnknownModel when keys or comparisons have changed since.
    """
    with np.load(io.BytesIO(counted), allow_pickle=False) as arrays:
        told = json.loads(arrays["told"].tobytes())
        return {
            party: Version(
                model=model_from_document(
                    document, keys=PARTY_KINDS[party].keys, comparisons=PARTY_KINDS[party].comparisons
                ),
                rarities={
                    name: _rarity(arrays[f"{party}/{name}/hashes"], arrays[f"{party}/{name}/shares"], unseen)
                    for name, unseen in told[party]["unseen"].items()
                },
                cuts={name: tuple(cuts) for name, cuts in told[party]["cuts"].items()},
                shared={name: pa.array(values, pa.string()) for name, values in told[party]["shared"].items()},
            )
            for party, document in documents.items()
        }


def _rarity(hashes: np.ndarray, shares: np.ndarray, unseen: float) -> Rarity:
    places = Places(hashes=hashes, places=np.arange(len(hashes), dtype=np.int32))
    return Rarity(places=places, shares=shares, unseen=unseen)
