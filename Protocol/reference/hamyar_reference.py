#!/usr/bin/env python3
"""An independent client of hamyar/1; see README.md beside it."""

import argparse
import json
import os
import platform
import socket
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf import json_format

import certificates
import connection as channel
import enrolment
import envelopes
import messages
from frames import ProtocolError

USAGE, UNREACHABLE, PROTOCOL, CONFIGURATION, NOT_VERIFIED, PENDING = 64, 69, 76, 78, 84, 89


class NotEnrolled(Exception):
    """A file of the state directory is missing."""


class State:
    """A directory: key.pem (0600), certificate.pem, bundle (an Envelope), state.json."""

    def __init__(self, directory):
        self.directory = directory
        os.makedirs(directory, mode=0o700, exist_ok=True)

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, data, mode=0o644):
        temporary = self.path(name + ".new")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, self.path(name))

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def key(self):
        """The key, made at the first call; its private half never leaves the directory."""
        if not os.path.exists(self.path("key.pem")):
            pem = Ed25519PrivateKey.generate().private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            self.write("key.pem", pem, 0o600)
        return serialization.load_pem_private_key(self.read("key.pem"), None)


def enrol(arguments):
    state = State(arguments.state)
    secret, root_prefix = enrolment.decode_code(arguments.code)
    key = state.key()
    link = channel.connect_to_enrol(arguments.relay)
    try:
        root, envelope, bundle = enrolment.fetch_bundle(link, root_prefix)
        name = arguments.name or socket.gethostname()
        reply = enrolment.enrol(link, bundle.vendor, secret, arguments.role, name, key)
    finally:
        link.close()
    words = envelopes.check_words(envelopes.key_id(envelopes.raw_public_key(key)), 4)
    result = {"pending": reply.pending, "id": reply.id, "vendor": bundle.vendor, "check_words": words}
    result["check_words_agree"] = reply.check_words.replace("-", " ") == words
    state.write("bundle", envelope.SerializeToString())
    state.write("state.json", json.dumps({"vendor": bundle.vendor, "root": root.hex(), "role": arguments.role}).encode())
    if reply.pending:
        return result, PENDING
    roots = enrolment.authorities(bundle, arguments.role)
    identity, certificate = certificates.verify(reply.certificate, arguments.role, bundle.vendor, roots)
    if envelopes.raw_public_key(certificate.public_key()) != envelopes.raw_public_key(key) or identity != reply.id:
        raise envelopes.NotVerified("certificate.wrong-name", identity)
    state.write("certificate.pem", certificate.public_bytes(serialization.Encoding.PEM))
    return result, 0


def connect(arguments):
    """An authenticated connection, by the pinned bundle."""
    state = State(arguments.state)
    try:
        facts = json.loads(state.read("state.json"))
        envelope = messages.signed.Envelope.FromString(state.read("bundle"))
        pem = state.read("certificate.pem")
    except FileNotFoundError as error:
        raise NotEnrolled(error.filename) from error
    bundle = enrolment.read_bundle(envelope, bytes.fromhex(facts["root"]))
    roots = enrolment.authorities(bundle, "relay")
    link = channel.connect(arguments.relay, pem.decode(), state.path("key.pem"), roots)
    certificates.verify(link.server_certificate, "relay", bundle.vendor, roots)
    own = x509.load_pem_x509_certificate(pem)
    return link, bundle, certificates.uri(own)


def hello(bundle):
    return messages.calls.Hello(
        program="hamyar-reference/1",
        boot_id="",
        host_name=socket.gethostname(),
        platform=f"linux-{platform.machine()}",
        bundle_version=bundle.version,
    )


def ping(arguments):
    link, bundle, name = connect(arguments)
    try:
        link.call("presence.hello", hello(bundle))
        times = []
        for _ in range(arguments.count):
            start = time.monotonic()
            link.ping()
            times.append(round((time.monotonic() - start) * 1000, 3))
    finally:
        link.close()
    return {"name": name, "milliseconds": times}, 0


def call(arguments):
    if arguments.method not in messages.METHODS:
        return {"error": "call.unknown", "known": list(messages.METHODS)}, USAGE
    request = json_format.Parse(arguments.json, messages.METHODS[arguments.method][0]())
    link, bundle, _ = connect(arguments)
    try:
        if arguments.method == "presence.hello":
            request.MergeFrom(hello(bundle))
        else:
            link.call("presence.hello", hello(bundle))
        reply = link.call(arguments.method, request)
    finally:
        link.close()
    return json_format.MessageToDict(reply, preserving_proto_field_name=True, including_default_value_fields=True), 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, function in (("enrol", enrol), ("ping", ping), ("call", call)):
        command = commands.add_parser(name)
        command.set_defaults(function=function)
        command.add_argument("relay", metavar="HOST:PORT")
        command.add_argument("--state", required=True)
        if name == "enrol":
            command.add_argument("--code", required=True)
            command.add_argument("--role", choices=["machine", "technician"], default="machine")
            command.add_argument("--name")
        elif name == "ping":
            command.add_argument("--count", type=int, default=3)
        else:
            command.add_argument("method")
            command.add_argument("json", nargs="?", default="{}")
    return parser


def main():
    try:
        arguments = parse_arguments().parse_args()
    except SystemExit as error:
        sys.exit(USAGE if error.code else 0)
    try:
        result, status = arguments.function(arguments)
    except channel.CallError as error:
        result, status = {"error": error.code, "parameters": error.parameters}, 1
    except channel.Unreachable as error:
        result, status = {"error": "connection.lost", "detail": str(error)}, UNREACHABLE
    except ProtocolError as error:
        result, status = {"error": error.code, "detail": str(error)}, PROTOCOL
    except envelopes.NotVerified as error:
        result, status = {"error": error.code, "detail": str(error)}, NOT_VERIFIED
    except NotEnrolled as error:
        result, status = {"error": "key.absent", "parameters": {"path": str(error)}}, CONFIGURATION
    except (enrolment.CodeError, json_format.ParseError) as error:
        result, status = {"error": getattr(error, "code", "call.invalid"), "detail": str(error)}, USAGE
    print(json.dumps(result, ensure_ascii=False))
    sys.exit(status)


if __name__ == "__main__":
    main()
