"""The messages of ../*.proto, generated at start: nothing generated is committed."""

import glob
import importlib
import os
import shutil
import subprocess
import sys
import tempfile

PROTOCOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def _generate():
    directory = tempfile.mkdtemp(prefix="hamyar-messages-")
    try:
        files = sorted(glob.glob(os.path.join(PROTOCOL, "*.proto")))
        subprocess.run(["protoc", f"--proto_path={PROTOCOL}", f"--python_out={directory}", *files], check=True, timeout=60)
        sys.path.insert(0, directory)
        try:
            return [importlib.import_module(name) for name in ("channel_pb2", "signed_pb2", "calls_pb2")]
        finally:
            sys.path.remove(directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


channel, signed, calls = _generate()

# The calls that this client makes (specification, section 8): method to request and reply.
METHODS = {
    "enrolment.bundle": (channel.Empty, calls.BundleReply),
    "enrolment.enrol": (calls.EnrolCall, calls.EnrolReply),
    "presence.hello": (calls.Hello, calls.HelloReply),
    "trust.bundle": (channel.Empty, calls.TrustUpdate),
    "entitlement.evaluate": (calls.EvaluateCall, calls.EvaluateReply),
    "entitlement.services": (calls.MachineCall, calls.ServicesReply),
    "ledger.show": (calls.LedgerCall, calls.LedgerReply),
    "session.show": (calls.SessionCall, calls.SessionView),
    "session.list": (calls.SessionListCall, calls.SessionListReply),
    "audit.list": (calls.AuditListCall, calls.AuditListReply),
    "audit.verify": (channel.Empty, calls.AuditVerifyReply),
    "technician.list": (channel.Empty, calls.TechnicianListReply),
    "machine.list": (channel.Empty, calls.MachineListReply),
    "find": (calls.FindCall, calls.FindReply),
}


def has_unknown(message):
    """Whether a signed body has a field or enum value that this program does not know, at any depth."""
    known = type(message)()
    known.CopyFrom(message)
    known.DiscardUnknownFields()
    if known.ByteSize() != message.ByteSize():
        return True
    for field, value in message.ListFields():
        values = value if field.label == field.LABEL_REPEATED else [value]
        if field.type == field.TYPE_ENUM:
            if any(one not in field.enum_type.values_by_number for one in values):
                return True
        elif field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            if any(has_unknown(one) for one in values):
                return True
    return False
