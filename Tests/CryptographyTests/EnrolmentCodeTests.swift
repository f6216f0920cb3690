import Foundation
import Primitives
import Testing

@testable import Cryptography

@Suite struct EnrolmentCodeTests {
    /// The cases of Protocol/vectors/enrolment-codes.txt: blocks of `key: value` lines.
    static func cases() throws -> [[(key: String, value: String)]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Protocol/vectors/enrolment-codes.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n\n").compactMap { block in
            let lines = block.split(separator: "\n").filter { !$0.hasPrefix("#") }
            let pairs = lines.compactMap { line -> (String, String)? in
                guard let colon = line.range(of: ": ") else { return nil }
                return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
            }
            return pairs.isEmpty ? nil : pairs
        }
    }

    @Test func `every vector holds in both directions`() throws {
        let cases = try Self.cases()
        #expect(cases.count >= 8)
        for pairs in cases {
            let fields = Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
            let text = try #require(fields["code"])
            if let refusal = fields["refused"] {
                let failure = #expect(throws: Failure.self) { try EnrolmentCode(parsing: text) }
                #expect(failure?.code.rawValue == refusal, "\(fields["name"] ?? "")")
                continue
            }
            let code = try EnrolmentCode(parsing: text)
            let root = try #require(PublicKey(bytes: Hexadecimal.decode(fields["root"] ?? "") ?? []))
            #expect(code.text == text)
            #expect(Hexadecimal.encode(code.secret) == fields["secret"])
            #expect(Hexadecimal.encode(code.rootPrefix) == fields["root-prefix"])
            #expect(code.secretHash.description == fields["secret-hash"])
            #expect(code.names(root))
            for pair in pairs where pair.key == "also" {
                #expect(try EnrolmentCode(parsing: pair.value) == code)
            }
        }
    }

    @Test func `a random code names its root and no other`() throws {
        let root = try #require(PublicKey(bytes: [UInt8](repeating: 7, count: 32)))
        let other = try #require(PublicKey(bytes: [UInt8](repeating: 8, count: 32)))
        let code = EnrolmentCode.random(root: root)
        #expect(try EnrolmentCode(parsing: code.text) == code)
        #expect(code.names(root))
        #expect(!code.names(other))
        #expect(EnrolmentCode.random(root: root) != code)
    }

    @Test func `no substituted character passes`() throws {
        let root = try #require(PublicKey(bytes: [UInt8](repeating: 7, count: 32)))
        let text = EnrolmentCode.random(root: root).text
        var accepted = 0
        for index in text.indices.dropFirst(8) where text[index] != "-" {
            for character in "0123456789abcdefghjkmnpqrstvwxyz" where character != text[index] {
                var typed = text
                typed.replaceSubrange(index...index, with: String(character))
                if (try? EnrolmentCode(parsing: typed)) != nil { accepted += 1 }
            }
        }
        // Sixteen bits of checksum: one in 65,536 of 1,302 would pass by chance.
        #expect(accepted <= 1)
    }

    @Test func `text over the limit is refused`() {
        #expect(throws: Failure.self) { try EnrolmentCode(parsing: "hamyar1" + String(repeating: "-", count: 1_000_000)) }
    }
}
