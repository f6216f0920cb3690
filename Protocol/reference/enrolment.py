"""Enrolment codes, enrolment, and the trust bundle (specification, sections 10 and 11)."""

import hashlib
import time

import certificates
import envelopes
import messages
from envelopes import NotVerified

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PREFIX = "hamyar1"


class CodeError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def base32_encode(data):
    padding = -len(data) * 8 % 5
    count = (len(data) * 8 + padding) // 5
    bits = int.from_bytes(data, "big") << padding
    return "".join(ALPHABET[bits >> 5 * (count - 1 - index) & 31] for index in range(count))


def base32_decode(text):
    """None where a character is foreign or the padding is not zero."""
    bits = 0
    for character in text:
        value = ALPHABET.find({"o": "0", "i": "1", "l": "1"}.get(character, character))
        if value < 0:
            return None
        bits = bits << 5 | value
    padding = len(text) * 5 % 8
    if padding >= 5 or bits & ((1 << padding) - 1):
        return None
    return (bits >> padding).to_bytes(len(text) * 5 // 8, "big")


def encode_code(secret, root):
    content = secret + hashlib.sha256(root).digest()[:16]
    text = base32_encode(content + hashlib.sha256(content).digest()[:2])
    return "-".join([PREFIX] + [text[index : index + 6] for index in range(0, len(text), 6)])


def decode_code(text):
    """(secret, first 16 bytes of the root key's SHA-256)"""
    plain = "".join(text.lower().replace("-", "").split())
    data = base32_decode(plain[len(PREFIX) :]) if plain.startswith(PREFIX) and len(text) <= 128 else None
    if data is None or len(data) != 26:
        raise CodeError("enrolment.code-malformed")
    if hashlib.sha256(data[:24]).digest()[:2] != data[24:]:
        raise CodeError("enrolment.code-mistyped")
    return data[:8], data[8:24]


def read_bundle(envelope, root):
    """Verifies a trust bundle with the root's raw key and parses it."""
    body = envelopes.verify(envelope, "hamyar/trust-bundle/1", envelope.vendor, root)
    bundle = messages.signed.TrustBundle.FromString(body)
    if messages.has_unknown(bundle):
        raise NotVerified("object.unknown-field", "TrustBundle")
    if bundle.vendor != envelope.vendor:
        raise NotVerified("envelope.wrong-vendor", bundle.vendor)
    return bundle


def authorities(bundle, role):
    return [authority.certificate for authority in bundle.authorities if authority.role == role]


def fetch_bundle(connection, root_prefix):
    """Step 1 and 2: the bundle, once it and the server at the other end of this connection have been checked."""
    reply = connection.call("enrolment.bundle")
    if hashlib.sha256(reply.root_key).digest()[:16] != root_prefix:
        raise NotVerified("envelope.wrong-key", "the vendor root is not the one that the code names")
    bundle = read_bundle(reply.bundle, reply.root_key)
    certificates.verify(connection.server_certificate, "relay", bundle.vendor, authorities(bundle, "relay"))
    return reply.root_key, reply.bundle, bundle


def enrol(connection, vendor, secret, role, name, key):
    """Step 3: only after `fetch_bundle` may the secret be said."""
    body = messages.signed.Enrolment(
        code_secret=secret, public_key=envelopes.raw_public_key(key), role=role, name=name, time=int(time.time() * 1000)
    )
    request = messages.calls.EnrolCall()
    envelopes.sign(request.enrolment, "hamyar/enrolment/1", vendor, body.SerializeToString(), key)
    return connection.call("enrolment.enrol", request)
