"""Signed objects (specification, section 9)."""

import hashlib
import re
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PREAMBLE = b"hamyar signed object\0"
BODY_LIMIT = 1 << 20
CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aiou"


class NotVerified(Exception):
    """Something signed was refused; `code` is a code of codes.tsv."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code} {detail}".strip())
        self.code = code


def raw_public_key(key):
    """The 32 bytes of an Ed25519 public or private key object."""
    public = key.public_key() if hasattr(key, "public_key") else key
    return public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def key_id(raw):
    return hashlib.sha256(raw).digest()


def signed_input(domain, vendor, key, body):
    parts = [domain.encode(), vendor.encode(), key, body]
    return PREAMBLE + b"".join(struct.pack(">I", len(part)) + part for part in parts)


def digest(domain, vendor, key, body):
    """How other signed objects name this one."""
    return hashlib.sha256(signed_input(domain, vendor, key, body)).digest()


def sign(envelope, domain, vendor, body, private_key):
    """Fills an Envelope message."""
    if not re.fullmatch(r"hamyar/[a-z-]+/[1-9][0-9]*", domain):
        raise ValueError(domain)
    envelope.domain, envelope.vendor, envelope.body = domain, vendor, body
    envelope.key_id = key_id(raw_public_key(private_key))
    envelope.signature = private_key.sign(signed_input(domain, vendor, envelope.key_id, body))
    return envelope


def verify(envelope, domain, vendor, public):
    """Checks the exact bytes against what is expected; returns the body."""
    if len(envelope.body) > BODY_LIMIT:
        raise NotVerified("envelope.too-large")
    if envelope.domain != domain:
        raise NotVerified("envelope.wrong-domain", envelope.domain)
    if envelope.vendor != vendor:
        raise NotVerified("envelope.wrong-vendor", envelope.vendor)
    if envelope.key_id != key_id(public):
        raise NotVerified("envelope.wrong-key", envelope.key_id.hex())
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            envelope.signature, signed_input(domain, vendor, envelope.key_id, envelope.body)
        )
    except InvalidSignature as error:
        raise NotVerified("envelope.bad-signature", domain) from error
    return envelope.body


def check_words(digest_bytes, count=2):
    """Words for the first bits, sixteen each: two for a session, four for a key."""

    def word(bits):
        return (
            CONSONANTS[bits >> 12]
            + VOWELS[bits >> 10 & 3]
            + CONSONANTS[bits >> 6 & 15]
            + VOWELS[bits >> 4 & 3]
            + CONSONANTS[bits & 15]
        )

    return " ".join(word(bits) for bits in struct.unpack(f">{count}H", digest_bytes[: 2 * count]))
