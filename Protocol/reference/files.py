"""Files in transfers (specification, section 13): manifests, records, chunks of older versions, instructions."""

import ctypes
import ctypes.util
import hashlib
import os
import stat
import struct

import messages
from frames import ProtocolError

BLOCK = 1 << 20
MAXIMUM_RECORD = 8 << 20
FILE, DIRECTORY, LINK = range(3)
COPY = struct.Struct(">BIQ")
LITERAL = struct.Struct(">BI")
CHUNK = struct.Struct(">I16s")
GEAR = [int.from_bytes(hashlib.sha256(b"hamyar gear " + bytes([number])).digest()[:8], "big") for number in range(256)]

_xxhash = ctypes.CDLL(ctypes.util.find_library("xxhash") or "libxxhash.so.0")


class _Hash128(ctypes.Structure):
    _fields_ = [("low", ctypes.c_uint64), ("high", ctypes.c_uint64)]


_xxhash.XXH3_128bits.restype = _Hash128
_xxhash.XXH3_128bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]


# Manifests


def file_entry(path, content, mode=0o644, modified=0):
    entry = messages.calls.ManifestEntry(path=path, size=len(content), mode=mode, modified_ns=modified)
    entry.digest = hashlib.sha256(content).digest()
    blocks = [hashlib.sha256(content[at : at + BLOCK]).digest() for at in range(0, len(content), BLOCK)]
    if len(blocks) > 1:
        entry.blocks.extend(blocks)
    return entry


def directory_entry(path, mode=0o755, modified=0):
    return messages.calls.ManifestEntry(path=path, mode=mode, modified_ns=modified, kind=DIRECTORY)


def link_entry(path, target, modified=0):
    return messages.calls.ManifestEntry(path=path, mode=0o777, modified_ns=modified, kind=LINK, target=target)


def manifest(entries):
    return messages.calls.Manifest(block_size=BLOCK, entries=entries)


def tree(root):
    """The manifest of a directory: each directory before what is in it. Special files, and links out of the tree, are left out."""
    entries = []

    def walk(directory, prefix):
        for name in sorted(os.listdir(directory)):
            place, path = os.path.join(directory, name), prefix + name
            status = os.lstat(place)
            facts = dict(mode=stat.S_IMODE(status.st_mode) & 0o777, modified=status.st_mtime_ns)
            if stat.S_ISDIR(status.st_mode):
                entries.append(directory_entry(path, **facts))
                walk(place, path + "/")
            elif stat.S_ISLNK(status.st_mode) and stays_inside(path, os.readlink(place)):
                entries.append(link_entry(path, os.readlink(place), facts["modified"]))
            elif stat.S_ISREG(status.st_mode):
                with open(place, "rb") as file:
                    entries.append(file_entry(path, file.read(), **facts))

    walk(root, "")
    return manifest(entries)


def stays_inside(path, target):
    """Steps up only in front, and not more than the link is deep; then plain names."""
    names = target.split("/")
    ups = 0
    while ups < len(names) and names[ups] == "..":
        ups += 1
    return ups <= path.count("/") and all(name not in ("", ".", "..") for name in names[ups:]) and bool(target)


def encoded(message):
    """The bytes that an operation's digest is of: fields in the order of their numbers."""
    return message.SerializeToString(deterministic=True)


def block_digests(entry):
    """Of all blocks: a file of one block says its digest once."""
    return list(entry.blocks) or ([entry.digest] if entry.size else [])


def is_content(entry, content):
    """Whether this is what the entry promises, block by block."""
    blocks = [hashlib.sha256(content[at : at + BLOCK]).digest() for at in range(0, len(content), BLOCK)]
    return len(content) == entry.size and blocks == block_digests(entry)


# Records


def record(**field):
    """u32 length ‖ TransferRecord."""
    payload = messages.calls.TransferRecord(**field).SerializeToString(deterministic=True)
    if not 1 <= len(payload) <= MAXIMUM_RECORD:
        raise ProtocolError("message.too-large")
    return struct.pack(">I", len(payload)) + payload


def manifest_record(data):
    """Field 1 alone, with the very bytes that were signed."""
    length, header = len(data), b"\x0a"
    while length >= 0x80:
        header, length = header + bytes([length & 0x7F | 0x80]), length >> 7
    payload = header + bytes([length]) + data
    return struct.pack(">I", len(payload)) + payload


def read_record(data):
    """(TransferRecord, what follows it)."""
    if len(data) < 4:
        raise ProtocolError("record.truncated")
    (length,) = struct.unpack(">I", data[:4])
    if length > MAXIMUM_RECORD:
        raise ProtocolError("message.too-large")
    if len(data) < 4 + length:
        raise ProtocolError("record.truncated")
    return messages.calls.TransferRecord.FromString(data[4 : 4 + length]), data[4 + length :]


def missing(message, state):
    """(entry, block) of what has to travel, in order."""
    held = {(run.entry, block) for run in state.held for block in range(run.first, run.first + run.count)}
    for number, entry in enumerate(message.entries):
        for block in range(len(block_digests(entry))):
            if (number, block) not in held:
                yield number, block


# Older versions


def cuts(content, scale):
    """Lengths of the chunks."""
    smallest, largest, bits = 1 << 10 + scale, 1 << 15 + scale, 12 + scale
    start, lengths = 0, []
    while start < len(content):
        at, end = start + smallest, min(len(content), start + largest)
        state = 0
        while at < end:
            state = (2 * state + GEAR[content[at]]) % 2**64
            at += 1
            if state >> 64 - bits == 0:
                break
        lengths.append(min(at, end) - start)
        start += lengths[-1]
    return lengths


def chunk_hash(content):
    found = _xxhash.XXH3_128bits(content, len(content))
    return found.high.to_bytes(8, "big") + found.low.to_bytes(8, "big")


def signature(content, entry, scale):
    chunks, start = b"", 0
    for length in cuts(content, scale):
        chunks += CHUNK.pack(length, chunk_hash(content[start : start + length]))
        start += length
    return messages.calls.TransferSignature(entry=entry, scale=scale, size=len(content), chunks=chunks, last=True)


def instructions(new, described):
    """A whole new file by the signature of the older one. None crosses a block's end."""
    known, offset = {}, 0
    for length, digest in CHUNK.iter_unpack(described.chunks):
        known.setdefault((length, digest), offset)
        offset += length
    out, start = b"", 0
    for length in cuts(new, described.scale):
        chunk = new[start : start + length]
        old = known.get((length, chunk_hash(chunk)))
        done = 0
        while done < length:
            count = min(length - done, BLOCK - (start + done) % BLOCK)
            if old is None:
                out += LITERAL.pack(0, count) + chunk[done : done + count]
            else:
                out += COPY.pack(1, count, old + done)
            done += count
        start += length
    return out


def apply(data, old, size):
    """The new file of this size. `file.delta` for what no instruction can be."""
    new = b""
    while data:
        kind = LITERAL if data[0] == 0 else COPY
        if data[0] > 1 or len(data) < kind.size:
            raise ProtocolError("file.delta")
        _, length, *source = kind.unpack(data[: kind.size])
        data = data[kind.size :]
        if not 1 <= length <= min(BLOCK - len(new) % BLOCK, size - len(new)):
            raise ProtocolError("file.delta")
        piece = old[source[0] : source[0] + length] if source else data[:length]
        if len(piece) < length:
            raise ProtocolError("file.delta")
        new += piece
        data = data if source else data[length:]
    if len(new) < size:
        raise ProtocolError("file.delta")
    return new
