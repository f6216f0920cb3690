"""Frames of hamyar/1 (specification, section 2)."""

import struct
import zlib

HEADER = struct.Struct(">IBBHI")
MAXIMUM_PAYLOAD = 65536
MAXIMUM_RAW = 65536
MAXIMUM_WINDOW = 2**31 - 1

SETTINGS, OPEN, DATA, WINDOW, RESET, PING, PONG, GOAWAY = range(8)
NAMES = ["SETTINGS", "OPEN", "DATA", "WINDOW", "RESET", "PING", "PONG", "GOAWAY"]
ZLIB, END_STREAM = 1, 2

# The legal payload lengths of each type, apart from the general limit.
LENGTHS = {
    SETTINGS: (0, 32 * 6),
    WINDOW: (4, 4),
    RESET: (4, 4),
    PING: (8, 8),
    PONG: (8, 8),
    GOAWAY: (12, 12 + 255),
}


class ProtocolError(Exception):
    """The peer broke the protocol; `code` is a code of codes.tsv."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code} {detail}".strip())
        self.code = code


def encode(kind, flags, stream, payload=b""):
    return HEADER.pack(len(payload), kind, flags, 0, stream) + payload


def decode_header(header):
    """Twelve bytes to (length, type, flags, stream); refuses before anybody makes room for the payload."""
    length, kind, flags, reserved, stream = HEADER.unpack(header)
    if length > MAXIMUM_PAYLOAD:
        raise ProtocolError("frame.length", str(length))
    if reserved:
        raise ProtocolError("frame.reserved")
    may_be_empty = kind == SETTINGS or (kind == DATA and flags & END_STREAM and not flags & ZLIB)
    if length == 0 and not may_be_empty:
        raise ProtocolError("frame.length", "0")
    if kind in LENGTHS and not LENGTHS[kind][0] <= length <= LENGTHS[kind][1]:
        raise ProtocolError("frame.payload", NAMES[kind])
    if kind == SETTINGS and length % 6:
        raise ProtocolError("frame.payload", "SETTINGS")
    if (kind in (SETTINGS, PING, PONG, GOAWAY) and stream != 0) or (kind in (OPEN, DATA, RESET) and stream == 0):
        raise ProtocolError("frame.stream", str(stream))
    return length, kind, flags, stream


def decode(data):
    """One whole frame to (type, flags, stream, payload)."""
    if len(data) < HEADER.size:
        raise ProtocolError("frame.truncated")
    length, kind, flags, stream = decode_header(data[: HEADER.size])
    payload = data[HEADER.size :]
    if len(payload) < length:
        raise ProtocolError("frame.truncated")
    return kind, flags, stream, payload[:length]


def settings(values):
    return encode(SETTINGS, 0, 0, b"".join(struct.pack(">HI", key, value) for key, value in values.items()))


def parse_settings(payload):
    """Pairs of id and value; an id that occurs twice or a window that is too large is refused."""
    values = {}
    for key, value in struct.iter_unpack(">HI", payload):
        if key in values or (key in (1, 2) and value > MAXIMUM_WINDOW):
            raise ProtocolError("frame.payload", "SETTINGS")
        values[key] = value
    return values


def parse_increment(payload):
    (increment,) = struct.unpack(">I", payload)
    if not 1 <= increment <= MAXIMUM_WINDOW:
        raise ProtocolError("frame.payload", "WINDOW")
    return increment


def parse_go_away(payload):
    """(last stream, code, delay in ms, address)"""
    try:
        address = payload[12:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError("frame.payload", "GOAWAY") from error
    if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in address):
        raise ProtocolError("frame.payload", "GOAWAY")
    return (*struct.unpack(">III", payload[:12]), address)


def inflate(payload):
    """The payload of DATA with ZLIB: raw length and exactly one zlib stream of that length."""
    if len(payload) <= 4:
        raise ProtocolError("frame.compression")
    (length,) = struct.unpack(">I", payload[:4])
    if not 1 <= length <= MAXIMUM_RAW:
        raise ProtocolError("frame.compression", str(length))
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(payload[4:], length + 1)
        if len(raw) > length:
            raise ProtocolError("compression.limit")
        # The end of the stream and its checksum may need one more call once the output is full.
        raw += stream.decompress(stream.unconsumed_tail, 1)
    except zlib.error as error:
        raise ProtocolError("compression.data", str(error)) from error
    if len(raw) > length:
        raise ProtocolError("compression.limit")
    if len(raw) < length or not stream.eof or stream.unused_data:
        raise ProtocolError("compression.data")
    return raw


def deflate(raw):
    return struct.pack(">I", len(raw)) + zlib.compress(raw)
