import Foundation
import Primitives
import Testing

@testable import Cryptography

/// Protocol/vectors/envelopes.txt, signed and verified.
struct EnvelopeVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let fields: [String: String]

        var testDescription: String { fields["name"] ?? "without a name" }

        func text(_ field: String) throws -> String {
            try #require(fields[field], "\(field) is missing")
        }

        func bytes(_ field: String) throws -> [UInt8] {
            try #require(Hexadecimal.decode(text(field)), "\(field) is not hexadecimal")
        }

        func envelope() throws -> SignedEnvelope {
            SignedEnvelope(
                domain: try #require(Domain(rawValue: text("domain"))), vendor: try text("vendor"),
                keyID: try #require(KeyID(bytes: bytes("key_id"))), body: try bytes("body"), signature: try bytes("signature"))
        }
    }

    @Test func theFileHasEntriesOfBothKinds() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count >= 15)
        #expect(vectors.count { $0.fields["result"] == "valid" } >= 5)
    }

    @Test(arguments: try vectors())
    func verifies(vector: Vector) throws {
        let envelope = try vector.envelope()
        #expect(try Hexadecimal.encode(envelope.signedInput) == vector.text("input"))
        #expect(try envelope.digest.description == vector.text("digest"))
        let key = try #require(PublicKey(bytes: vector.bytes("public")))
        let code = code { try envelope.verify(domain: envelope.domain, vendor: envelope.vendor, key: key) }
        #expect(try code?.rawValue ?? "valid" == vector.text("result"))
    }

    @Test(arguments: try vectors().filter { $0.fields["result"] == "valid" })
    func signs(vector: Vector) throws {
        let expected = try vector.envelope()
        let key = try PrivateKey(seed: vector.bytes("seed"))
        let signed = try SignedEnvelope.sign(expected.body, domain: expected.domain, vendor: expected.vendor, with: key)
        #expect(signed == expected)
    }

    static func vectors() throws -> [Vector] {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("Protocol/vectors/envelopes.txt"), encoding: .utf8)
        return text.components(separatedBy: "\n\n").compactMap { entry in
            let lines = entry.split(separator: "\n").filter { !$0.hasPrefix("#") }
            let fields = lines.map { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
            }
            return fields.isEmpty ? nil : Vector(fields: Dictionary(fields) { $1 })
        }
    }
}
