import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

/// The instructions of Protocol/vectors/transfers.txt, which the independent client made and refused (Protocol/reference).
@Suite(.keepsThread)
struct InstructionVectorTests {
    private static func cases() throws -> [[String: String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Protocol/vectors/transfers.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n\n").map { block in
            Dictionary(
                block.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
                    let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
                    return (parts[0], parts.count > 1 ? parts[1] : "")
                }, uniquingKeysWith: { first, _ in first })
        }.filter { $0["instructions"] != nil }
    }

    /// What the instructions of an accepted case say, by hand: a kind, a length, and an offset or bytes.
    private static func result(_ instructions: [UInt8], of old: [UInt8]) -> [UInt8] {
        func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        var (rest, new) = (instructions[...], [UInt8]())
        while let kind = rest.first {
            let length = number(rest.dropFirst().prefix(4))
            rest = rest.dropFirst(5)
            if kind == 1 {
                let offset = number(rest.prefix(8))
                new += old[offset..<offset + length]
                rest = rest.dropFirst(8)
            } else {
                new += rest.prefix(length)
                rest = rest.dropFirst(length)
            }
        }
        return new
    }

    @Test func `instructions make what another client made of them, drip-fed, or are refused as there`() throws {
        let cases = try Self.cases()
        #expect(cases.count == 12)
        for fields in cases {
            let name = fields["name"] ?? ""
            let scratch = try Scratch()
            let old = ChunkVectorTests.content(try #require(fields["old"].flatMap { Int($0) }))
            let size = try #require(fields["size"].flatMap { Int($0) })
            let instructions = try #require(fields["instructions"].flatMap { Hexadecimal.decode($0) })
            let new = fields["result"] == nil ? pattern(size) : Self.result(instructions, of: old)
            #expect(new.count == size, "\(name)")
            try scratch.write(old, to: "f")
            let file = try IncomingFile(.of(new, path: "f"), at: scratch.place("f"))
            file.instructions = InstructionReader()
            let refused = code {
                for byte in instructions {
                    try [byte].withUnsafeBytes { bytes in _ = try file.take(bytes) }
                }
            }
            if let result = fields["result"] {
                #expect(refused == nil && file.isComplete && Digest.of(new).description == result, "\(name)")
            } else {
                // Where they end too early nothing is wrong yet: the stream's end is what a receiver refuses.
                #expect(refused?.rawValue == fields["refused"] || (refused == nil && !file.isComplete), "\(name)")
                #expect(!file.isComplete, "\(name)")
            }
            file.abandon()
        }
    }
}
