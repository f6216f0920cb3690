"""Whom a certificate names and whether an authority vouches for it (specification, section 1)."""

import datetime
import re

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from envelopes import NotVerified

SIZE_LIMIT = 16 * 1024
NAME = re.compile(r"hamyar://([a-z0-9-]{1,63})/(relay|technician|machine)/([a-z0-9_]{1,64})")
PURPOSES = {
    "relay": ExtendedKeyUsageOID.SERVER_AUTH,
    "technician": ExtendedKeyUsageOID.CLIENT_AUTH,
    "machine": ExtendedKeyUsageOID.CLIENT_AUTH,
}


def uri(certificate):
    """The subject alternative name, when it is exactly one URI."""
    try:
        names = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        return ""
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    return uris[0] if len(uris) == 1 and len(list(names)) == 1 else ""


def parse(der):
    if not der:
        raise NotVerified("certificate.absent")
    if len(der) > SIZE_LIMIT:
        raise NotVerified("certificate.too-large")
    try:
        certificate = x509.load_der_x509_certificate(der)
    except ValueError as error:
        raise NotVerified("certificate.malformed", str(error)) from error
    if not isinstance(certificate.public_key(), Ed25519PublicKey):
        raise NotVerified("certificate.malformed", "not Ed25519")
    return certificate


def verify(der, role, vendor, authorities):
    """`authorities` are the DER certificates of the role's authorities. Returns (id, certificate)."""
    certificate = parse(der)
    name = NAME.fullmatch(uri(certificate))
    if not name or name[1] != vendor or name[2] != role:
        raise NotVerified("certificate.wrong-name", uri(certificate))
    issuers = [parse(authority) for authority in authorities]
    issuers = [issuer for issuer in issuers if issuer.subject == certificate.issuer]
    if not issuers:
        raise NotVerified("certificate.unknown-authority")
    if not any(_vouches(issuer, certificate, vendor, role) for issuer in issuers):
        raise NotVerified("certificate.bad-signature")
    now = datetime.datetime.utcnow()
    for one in [certificate, *issuers]:
        if now > one.not_valid_after:
            raise NotVerified("certificate.expired", uri(one))
        if now < one.not_valid_before:
            raise NotVerified("certificate.not-yet-valid", uri(one))
    _check_purpose(certificate, role)
    return name[3], certificate


def _vouches(issuer, certificate, vendor, role):
    if uri(issuer) != f"hamyar://{vendor}/authority/{role}":
        return False
    try:
        issuer.public_key().verify(certificate.signature, certificate.tbs_certificate_bytes)
        issuer.public_key().verify(issuer.signature, issuer.tbs_certificate_bytes)
    except InvalidSignature:
        return False
    return True


def _check_purpose(certificate, role):
    try:
        usage = certificate.extensions.get_extension_for_oid(ExtensionOID.KEY_USAGE).value
        purposes = certificate.extensions.get_extension_for_oid(ExtensionOID.EXTENDED_KEY_USAGE).value
    except x509.ExtensionNotFound as error:
        raise NotVerified("certificate.wrong-purpose") from error
    if not usage.digital_signature or PURPOSES[role] not in purposes:
        raise NotVerified("certificate.wrong-purpose")
