import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct ChunkVectorTests {
    /// The cases of Protocol/vectors/chunks.txt: blocks of `key: value` lines.
    private static func cases() throws -> [[String: String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Protocol/vectors/chunks.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n\n").map { block in
            let lines = block.split(separator: "\n").filter { !$0.hasPrefix("#") }
            return Dictionary(
                uniqueKeysWithValues: lines.map { line in
                    let parts = line.split(separator: ": ", maxSplits: 1)
                    return (String(parts[0]), String(parts[1]))
                })
        }.filter { !$0.isEmpty }
    }

    static func content(_ length: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var index: UInt32 = 0
        while bytes.count < length {
            bytes += Digest.of(Array("hamyar chunks ".utf8) + withUnsafeBytes(of: index.bigEndian) { Array($0) }).bytes
            index += 1
        }
        return Array(bytes.prefix(length))
    }

    @Test func `the table, the cuts and the hashes`() throws {
        let cases = try Self.cases()
        #expect(cases.count == 8)
        for fields in cases {
            for byte in [0, 97, 255] {
                guard let number = fields["gear-\(byte)"] else { continue }
                #expect(GearTable.numbers[byte] == UInt64(number, radix: 16))
            }
            guard let cuts = fields["cuts"], let scale = fields["scale"].flatMap({ Int($0) }) else { continue }
            let zeros = fields["zeros"].flatMap { Int($0) } ?? 0
            let bytes = [UInt8](repeating: 0, count: zeros) + Self.content(fields["length"].flatMap { Int($0) } ?? 0)
            let cutter = try #require(ChunkCutter(scale: scale))
            var found: [Int] = []
            var hashes: [[UInt8]] = []
            bytes.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let length = cutter.cut(UnsafeRawBufferPointer(rebasing: rest.prefix(cutter.maximum)))
                    var packed: [UInt8] = []
                    ChunkHash(of: UnsafeRawBufferPointer(rebasing: rest.prefix(length))).append(to: &packed)
                    hashes.append(packed)
                    found.append(length)
                    rest = rest.dropFirst(length)
                }
            }
            let expected = cuts.split(separator: " ").compactMap { Int($0) }
            #expect(found == expected, "\(fields["name"] ?? "")")
            #expect(hashes.first.map { Hexadecimal.encode($0) } == fields["first"])
            #expect(hashes.last.map { Hexadecimal.encode($0) } == fields["last"])
        }
    }
}
