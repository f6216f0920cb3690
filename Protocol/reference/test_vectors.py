"""The vectors, in both directions."""

import hashlib
import os
import tempfile
import unittest

import enrolment
import envelopes
import files
import frames
import messages
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "vectors")


def cases(name):
    """Blocks of `key: value` lines; each case is a list of pairs."""
    with open(os.path.join(VECTORS, name), encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            if lines:
                yield [tuple(line.split(": ", 1)) if ": " in line else (line.rstrip(":"), "") for line in lines]


class Vectors(unittest.TestCase):
    def test_frames(self):
        count = 0
        for pairs in cases("frames.txt"):
            case = dict(pairs)
            data = bytes.fromhex(case["frame"].replace(" ", ""))
            with self.subTest(case["name"]):
                count += 1
                if "refused" in case:
                    with self.assertRaises(frames.ProtocolError) as caught:
                        self.read(data, case)
                    self.assertEqual(caught.exception.code, case["refused"])
                else:
                    self.read(data, case)
        self.assertGreater(count, 30)

    def read(self, data, case):
        kind, flags, stream, payload = frames.decode(data)
        meaning = {}
        if kind == frames.SETTINGS and payload:
            meaning = frames.parse_settings(payload)
        elif kind == frames.WINDOW:
            meaning = frames.parse_increment(payload)
        elif kind == frames.GOAWAY:
            meaning = frames.parse_go_away(payload)
        elif kind == frames.DATA and flags & frames.ZLIB:
            meaning = frames.inflate(payload)
        if "type" not in case:
            return
        name = frames.NAMES[kind] if kind < len(frames.NAMES) else f"type-{kind}"
        self.assertEqual(name, case["type"])
        self.assertEqual((str(flags), str(stream)), (case["flags"], case["stream"]))
        self.assertEqual(frames.encode(kind, flags, stream, payload), data)
        if "raw" in case:
            self.assertEqual(meaning.hex(), case["raw"])
            self.assertEqual(frames.inflate(frames.deflate(meaning)), meaning)
        if "increment" in case:
            self.assertEqual(meaning, int(case["increment"]))
        if "value" in case:
            self.assertEqual(payload.hex(), case["value"])
        names = ["initial-stream-window", "initial-connection-window", "maximum-concurrent-streams", "features"]
        for number, setting in enumerate(names, 1):
            if setting in case:
                self.assertEqual(meaning[number], int(case[setting]))

    def test_envelopes(self):
        count = 0
        for pairs in cases("envelopes.txt"):
            case = dict(pairs)
            if "domain" not in case:
                continue
            with self.subTest(case["name"]):
                count += 1
                public, key_id, body = (bytes.fromhex(case[name]) for name in ("public", "key_id", "body"))
                envelope = messages.signed.Envelope(
                    domain=case["domain"],
                    vendor=case["vendor"],
                    key_id=key_id,
                    body=body,
                    signature=bytes.fromhex(case["signature"]),
                )
                data = envelopes.signed_input(case["domain"], case["vendor"], key_id, body)
                self.assertEqual(data.hex(), case["input"])
                self.assertEqual(envelopes.digest(case["domain"], case["vendor"], key_id, body).hex(), case["digest"])
                expected = dict(domain=case["domain"], vendor=case["vendor"], public=public)
                if case["result"] == "valid":
                    self.assertEqual(envelopes.verify(envelope, **expected), body)
                    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(case["seed"]))
                    again = envelopes.sign(messages.signed.Envelope(), case["domain"], case["vendor"], body, private)
                    self.assertEqual(again, envelope)
                else:
                    with self.assertRaises(envelopes.NotVerified) as caught:
                        envelopes.verify(envelope, **expected)
                    self.assertEqual(caught.exception.code, case["result"])
        self.assertGreater(count, 10)

    def test_enrolment_codes(self):
        for pairs in cases("enrolment-codes.txt"):
            case = dict(pairs)
            with self.subTest(case["name"]):
                if "refused" in case:
                    with self.assertRaises(enrolment.CodeError) as caught:
                        enrolment.decode_code(case["code"])
                    self.assertEqual(caught.exception.code, case["refused"])
                    continue
                root, secret = bytes.fromhex(case["root"]), bytes.fromhex(case["secret"])
                self.assertEqual(enrolment.encode_code(secret, root), case["code"])
                for text in [case["code"]] + [value for key, value in pairs if key == "also"]:
                    self.assertEqual(enrolment.decode_code(text), (secret, bytes.fromhex(case["root-prefix"])))


def content(length):
    digests = (hashlib.sha256(b"hamyar chunks " + number.to_bytes(4, "big")).digest() for number in range(length // 32 + 1))
    return b"".join(digests)[:length]


class Transfers(unittest.TestCase):
    def test_chunks(self):
        count = 0
        for pairs in cases("chunks.txt"):
            case = dict(pairs)
            with self.subTest(case["name"]):
                count += 1
                for key, value in pairs:
                    if key.startswith("gear-"):
                        self.assertEqual(f"{files.GEAR[int(key[5:])]:016x}", value)
                if "cuts" not in case:
                    continue
                data = bytes(int(case.get("zeros", 0))) + content(int(case["length"]))
                lengths = files.cuts(data, int(case["scale"]))
                self.assertEqual(lengths, [] if case["cuts"] == "none" else [int(one) for one in case["cuts"].split()])
                if lengths:
                    self.assertEqual(files.chunk_hash(data[: lengths[0]]).hex(), case["first"])
                    self.assertEqual(files.chunk_hash(data[-lengths[-1] :]).hex(), case["last"])
        self.assertEqual(count, 8)

    def test_manifests(self):
        count = 0
        for pairs in cases("transfers.txt"):
            case = dict(pairs)
            if "manifest" not in case:
                continue
            with self.subTest(case["name"]):
                count += 1
                data = files.encoded(files.manifest([self.entry(value) for key, value in pairs if key == "entry"]))
                self.assertEqual(data.hex(), case["manifest"])
                self.assertEqual(hashlib.sha256(data).hexdigest(), case["digest"])
                record = files.manifest_record(data)
                self.assertTrue(record.hex().startswith(case["record"]))
                found, rest = files.read_record(record + b"content")
                self.assertEqual((files.encoded(found.manifest), rest), (data, b"content"))
        self.assertEqual(count, 5)

    def entry(self, line):
        kind, path, mode, modified, *more = line.split(" ")
        if kind == "file":
            return files.file_entry(path, content(int(more[0])), int(mode, 8), int(modified))
        if kind == "directory":
            return files.directory_entry(path, int(mode, 8), int(modified))
        return files.link_entry(path, more[0], int(modified))

    def test_instructions(self):
        count = 0
        for pairs in cases("transfers.txt"):
            case = dict(pairs)
            if "instructions" not in case:
                continue
            with self.subTest(case["name"]):
                count += 1
                data, old = bytes.fromhex(case["instructions"]), content(int(case["old"]))
                if "refused" in case:
                    with self.assertRaises(frames.ProtocolError) as caught:
                        files.apply(data, old, int(case["size"]))
                    self.assertEqual(caught.exception.code, case["refused"])
                else:
                    new = files.apply(data, old, int(case["size"]))
                    self.assertEqual(hashlib.sha256(new).hexdigest(), case["result"])
        self.assertEqual(count, 12)

    def test_a_push_of_a_tree_from_record_to_record(self):
        """Both ends of a push, over what a receiver holds and an older version."""
        with tempfile.TemporaryDirectory() as root:
            os.makedirs(os.path.join(root, "a", "empty"))
            old = content(1_500_000)
            new = old[:400_000] + b"inserted" + old[400_000:]
            for name, data in [("a/new.bin", new), ("a/held.bin", content(10)), ("small", b"small")]:
                with open(os.path.join(root, name), "wb") as file:
                    file.write(data)
            os.symlink("../small", os.path.join(root, "a", "inside"))
            os.symlink("../../etc/passwd", os.path.join(root, "a", "outside"))
            signed = files.encoded(files.tree(root))
        # The machine: an older version of one file, all of another.
        record, rest = files.read_record(files.manifest_record(signed))
        names = [entry.path for entry in record.manifest.entries]
        self.assertEqual((names, rest), (["a", "a/empty", "a/held.bin", "a/inside", "a/new.bin", "small"], b""))
        described = files.signature(old, names.index("a/new.bin"), 0)
        held = messages.calls.TransferState(held=[messages.calls.BlockRange(entry=names.index("a/held.bin"), first=0, count=1)])
        answer = files.record(signature=described) + files.record(state=held)
        # The technician.
        first, answer = files.read_record(answer)
        state, answer = files.read_record(answer)
        self.assertEqual(answer, b"")
        wanted = list(files.missing(record.manifest, state.state))
        self.assertEqual(wanted, [(names.index("a/new.bin"), 0), (names.index("a/new.bin"), 1), (names.index("small"), 0)])
        travels = files.instructions(new, first.signature)
        self.assertLess(len(travels), 40_000)
        # The machine again.
        built = files.apply(travels, old, len(new))
        self.assertTrue(files.is_content(record.manifest.entries[names.index("a/new.bin")], built))
        self.assertFalse(files.is_content(record.manifest.entries[names.index("a/new.bin")], old))
        self.assertTrue(files.is_content(record.manifest.entries[names.index("small")], b"small"))


class CheckWords(unittest.TestCase):
    def test_words(self):
        self.assertEqual(envelopes.check_words(bytes.fromhex("00000000")), "babab babab")
        self.assertEqual(envelopes.check_words(bytes.fromhex("ffffffff")), "zuzuz zuzuz")


class UnknownFields(unittest.TestCase):
    def test_a_new_field_is_noticed(self):
        bundle = messages.signed.TrustBundle(version=1)
        self.assertFalse(messages.has_unknown(bundle))
        grown = messages.signed.TrustBundle.FromString(bundle.SerializeToString() + b"\xf8\x07\x01")
        self.assertTrue(messages.has_unknown(grown))
        request = messages.signed.Request.FromString(b"\x28\x63")
        self.assertTrue(messages.has_unknown(request))
        verdict = messages.signed.Verdict.FromString(b"\x1a\x02\x18\x63")
        self.assertTrue(messages.has_unknown(verdict))


if __name__ == "__main__":
    unittest.main()
