"""The vectors, in both directions."""

import os
import unittest

import enrolment
import envelopes
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
