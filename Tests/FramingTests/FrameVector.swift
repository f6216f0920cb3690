import Foundation
import NIOCore
import Primitives
import Testing

@testable import Framing

/// One case of Protocol/vectors/frames.txt.
struct FrameVector: CustomTestStringConvertible {
    let fields: [String: String]

    var testDescription: String { fields["name"] ?? "?" }
    var refused: String? { fields["refused"] }

    subscript(_ field: String) -> String {
        get throws { try #require(fields[field], "\(testDescription) has no \(field)") }
    }

    func number<Number: FixedWidthInteger>(_ field: String) throws -> Number {
        try #require(Number(try self[field]), "\(testDescription): \(field)")
    }

    var bytes: ByteBuffer {
        get throws {
            let digits = try self["frame"].replacingOccurrences(of: " ", with: "")
            return ByteBuffer(bytes: try #require(Hexadecimal.decode(digits)))
        }
    }

    static func all() throws -> [FrameVector] {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        let text = try String(contentsOf: folder.appendingPathComponent("Protocol/vectors/frames.txt"), encoding: .utf8)
        return text.components(separatedBy: "\n\n").compactMap { block in
            var fields: [String: String] = [:]
            for line in block.split(separator: "\n") where !line.hasPrefix("#") {
                guard let colon = line.firstIndex(of: ":") else { continue }
                fields[String(line[..<colon])] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            }
            return fields.isEmpty ? nil : FrameVector(fields: fields)
        }
    }

    static func valid() throws -> [FrameVector] { try all().filter { $0.refused == nil } }
    static func refused() throws -> [FrameVector] { try all().filter { $0.refused != nil } }
}
