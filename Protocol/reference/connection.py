"""One connection: TLS, SETTINGS, streams, credit, calls (specification, sections 1 and 3 to 8). One call at a time."""

import os
import socket
import ssl
import struct
import tempfile

import frames
import messages
from frames import ProtocolError

TIMEOUT = 30
HANDSHAKE_TIMEOUT = 10
STREAM_WINDOW = 262144
CONNECTION_WINDOW = 1048576
CANCELLED, PROTOCOL_ERROR = 1, 3


class Unreachable(Exception):
    """No connection, or it was lost."""


class CallError(Exception):
    """The other side answered with an error."""

    def __init__(self, code, parameters):
        super().__init__(code)
        self.code, self.parameters = code, parameters


class Stream:
    """What is known of the call that is going on."""

    def __init__(self, number, bulk, credit):
        self.number, self.bulk, self.credit = number, bulk, credit
        self.received = []
        self.any_received = self.ended = False
        self.taken = 0


def _context(alpn):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_COMPRESSION
    context.set_alpn_protocols([alpn])
    return context


def connect_to_enrol(address):
    """Any server certificate is taken for now; `enrolment.fetch_bundle` judges it."""
    context = _context("hamyar-enrol/1")
    context.verify_mode = ssl.CERT_NONE
    return Connection(address, context, "hamyar-enrol/1")


def connect(address, certificate_pem, key_path, relay_authorities):
    """With a client certificate; the server's must come from one of the authorities (DER)."""
    context = _context("hamyar/1")
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=b"".join(relay_authorities))
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(certificate_pem)
        file.flush()
        context.load_cert_chain(file.name, key_path)
    return Connection(address, context, "hamyar/1")


class Connection:
    def __init__(self, address, context, alpn):
        host, _, port = address.rpartition(":")
        try:
            plain = socket.create_connection((host.strip("[]"), int(port)), timeout=HANDSHAKE_TIMEOUT)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # A stream that ends without close_notify raises SSLEOFError instead of looking like an end.
            self.socket = context.wrap_socket(plain, suppress_ragged_eofs=False)
        except (OSError, ValueError) as error:
            raise Unreachable(f"{address}: {error}") from error
        if self.socket.selected_alpn_protocol() != alpn:
            raise Unreachable(f"{address} does not speak {alpn}")
        self.socket.settimeout(TIMEOUT)
        self.server_certificate = self.socket.getpeercert(binary_form=True)
        self.peer_settings = None
        self.next_stream = 1
        self.connection_credit = 0
        self.connection_taken = 0
        self.stream = None
        self.pongs = []
        self.gone_away = None
        self._write(frames.settings({1: STREAM_WINDOW, 2: CONNECTION_WINDOW, 3: 16}))
        while self.peer_settings is None:
            self._receive()

    def close(self):
        """GOAWAY, close_notify, and no wait for the answer's content."""
        try:
            self._write(frames.encode(frames.GOAWAY, 0, 0, struct.pack(">III", 0, 0, 0)))
            self.socket.settimeout(2)
            self.socket.unwrap()
        except (OSError, ValueError, Unreachable):
            pass
        self.socket.close()

    def ping(self):
        """Sends PING and waits for its PONG."""
        value = os.urandom(8)
        self._write(frames.encode(frames.PING, 0, 0, value))
        while value not in self.pongs:
            self._receive()
        self.pongs.clear()

    def call(self, method, request=None):
        """One request, one reply. Raises CallError where the other side says so."""
        request_type, reply_type = messages.METHODS[method]
        self._open(method)
        self._send((request or request_type()).SerializeToString(), end=True)
        payload = self._next()
        if payload is None:
            raise ProtocolError("call.no-reply", method)
        reply = messages.channel.Reply.FromString(payload)
        while self._next() is not None:
            pass
        if reply.WhichOneof("result") == "error":
            raise CallError(reply.error.code, dict(reply.error.parameters))
        return reply_type.FromString(reply.body)

    def _open(self, method, bulk=False, parameters=b""):
        if self.gone_away:
            raise Unreachable(f"the relay went away: {self.gone_away}")
        number, self.next_stream = self.next_stream, self.next_stream + 2
        self.stream = Stream(number, bulk, self.peer_settings.get(1, STREAM_WINDOW))
        payload = messages.channel.Open(method=method, bulk=bulk, parameters=parameters).SerializeToString()
        self._write(frames.encode(frames.OPEN, 0, number, payload))

    def _send(self, message, end):
        stream, cost = self.stream, frames.HEADER.size + len(message)
        while stream.credit < cost or (stream.bulk and self.connection_credit < cost):
            self._receive()
        stream.credit -= cost
        if stream.bulk:
            self.connection_credit -= cost
        self._write(frames.encode(frames.DATA, frames.END_STREAM if end else 0, stream.number, message))

    def _next(self):
        """The next payload of the stream; None after its end."""
        stream = self.stream
        while not stream.received and not stream.ended:
            self._receive()
        if not stream.received:
            return None
        payload, cost = stream.received.pop(0)
        stream.taken += cost
        # By the quarter of a window: an increment of a few bytes would spend the peer's patience.
        if stream.taken >= STREAM_WINDOW // 4 and not stream.ended:
            self._write(frames.encode(frames.WINDOW, 0, stream.number, struct.pack(">I", stream.taken)))
            stream.taken = 0
        return payload

    def _receive(self):
        """One frame from the wire."""
        length, kind, flags, number = frames.decode_header(self._read(frames.HEADER.size))
        payload = self._read(length)
        if self.peer_settings is None and kind != frames.SETTINGS:
            raise ProtocolError("mux.settings", f"first frame {kind}")
        if kind == frames.DATA:
            self._receive_data(flags, number, payload)
        elif kind == frames.SETTINGS:
            self._receive_settings(payload)
        elif kind == frames.PING:
            self._write(frames.encode(frames.PONG, 0, 0, payload))
        elif kind == frames.PONG:
            self.pongs.append(payload)
        elif kind == frames.WINDOW:
            self._receive_window(number, frames.parse_increment(payload))
        elif kind == frames.RESET:
            self._receive_reset(number, payload)
        elif kind == frames.GOAWAY:
            self._receive_go_away(frames.parse_go_away(payload))
        elif kind == frames.OPEN:
            # This client answers no calls.
            self._write(frames.encode(frames.RESET, 0, number, struct.pack(">I", 2)))

    def _receive_settings(self, payload):
        if not payload:
            return
        if self.peer_settings is not None:
            raise ProtocolError("mux.settings", "twice")
        self.peer_settings = frames.parse_settings(payload)
        self.connection_credit = self.peer_settings.get(2, CONNECTION_WINDOW)
        self._write(frames.encode(frames.SETTINGS, 0, 0))

    def _receive_data(self, flags, number, payload):
        stream, cost = self.stream, frames.HEADER.size + len(payload)
        if stream is None or number != stream.number or stream.ended:
            raise ProtocolError("mux.stream-id", str(number))
        if stream.bulk:
            self.connection_taken += cost
            if self.connection_taken >= CONNECTION_WINDOW // 4:
                self._write(frames.encode(frames.WINDOW, 0, 0, struct.pack(">I", self.connection_taken)))
                self.connection_taken = 0
        elif flags & frames.ZLIB:
            raise ProtocolError("mux.compression")
        if flags & ~(frames.ZLIB | frames.END_STREAM):
            self._write(frames.encode(frames.RESET, 0, number, struct.pack(">I", PROTOCOL_ERROR)))
            raise ProtocolError("mux.flag")
        first, stream.any_received = not stream.any_received, True
        stream.ended = bool(flags & frames.END_STREAM)
        # Alone in its half, an empty frame of a message stream is a message without fields.
        if payload or (first and not stream.bulk):
            stream.received.append((frames.inflate(payload) if flags & frames.ZLIB else payload, cost))

    def _receive_window(self, number, increment):
        if number == 0:
            self.connection_credit += increment
        elif self.stream and number == self.stream.number:
            self.stream.credit += increment

    def _receive_reset(self, number, payload):
        self._write(frames.encode(frames.RESET, 0, number, payload))
        if self.stream and number == self.stream.number:
            raise CallError("stream.reset", {"code": str(int.from_bytes(payload, "big"))})

    def _receive_go_away(self, go_away):
        self.gone_away = go_away
        last, code, _, _ = go_away
        if code or (self.stream and self.stream.number > last):
            raise Unreachable(f"the relay went away with code {code}")

    def _read(self, count):
        data = bytearray()
        while len(data) < count:
            try:
                piece = self.socket.recv(count - len(data))
            except OSError as error:
                raise Unreachable(str(error)) from error
            if not piece:
                raise Unreachable("the relay closed the connection")
            data += piece
        return bytes(data)

    def _write(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Unreachable(str(error)) from error
