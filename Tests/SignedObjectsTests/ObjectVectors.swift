import Cryptography
import Foundation
import Primitives
import Testing

@testable import SignedObjects

/// Protocol/vectors/signed-objects.txt: entries of "field: value" lines, separated by empty lines.
struct ObjectVector: Sendable, CustomTestStringConvertible {
    let fields: [String: String]

    var testDescription: String { fields["name"] ?? "without a name" }

    func text(_ field: String) throws -> String {
        try #require(fields[field], "\(field) is missing")
    }

    func bytes(_ field: String) throws -> [UInt8] {
        try #require(Hexadecimal.decode(text(field)), "\(field) is not hexadecimal")
    }

    func message() throws -> SignedMessage {
        SignedMessage(
            envelope: SignedEnvelope(
                domain: try #require(Domain(rawValue: text("domain"))), vendor: try text("vendor"),
                keyID: try #require(KeyID(bytes: bytes("key_id"))), body: try bytes("body"), signature: try bytes("signature")))
    }

    static var path: URL {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return root.appendingPathComponent("Protocol/vectors/signed-objects.txt")
    }

    static func all() throws -> [ObjectVector] {
        let text = try String(contentsOf: path, encoding: .utf8)
        return text.components(separatedBy: "\n\n").compactMap { entry in
            let lines = entry.split(separator: "\n").filter { !$0.hasPrefix("#") }
            let fields = lines.map { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
            }
            return fields.isEmpty ? nil : ObjectVector(fields: Dictionary(fields) { $1 })
        }
    }
}
