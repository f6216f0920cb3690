import CZlib
import Compression
import Primitives
import Testing

/// zlib called directly: what libdeflate and our wrappers are checked against.
enum Oracle {
    static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
        var length = compressBound(UInt(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        let result = compress2(&output, &length, bytes, UInt(bytes.count), level)
        #expect(result == Z_OK)
        return Array(output.prefix(Int(length)))
    }

    static func decompress(_ stream: [UInt8], length: Int) -> [UInt8]? {
        var produced = UInt(length)
        var consumed = UInt(stream.count)
        var output = [UInt8](repeating: 0, count: length + 1)
        guard uncompress2(&output, &produced, stream, &consumed) == Z_OK, consumed == stream.count, produced == length
        else { return nil }
        return Array(output.prefix(length))
    }

    /// The checksum as it stands at a stream's end.
    static func adler(_ bytes: [UInt8]) -> [UInt8] {
        let sum = UInt32(truncatingIfNeeded: adler32(1, bytes, UInt32(bytes.count)))
        return withUnsafeBytes(of: sum.bigEndian) { Array($0) }
    }
}

extension BlockCompressor {
    func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 64)
        let written = output.withUnsafeMutableBytes { output in bytes.withUnsafeBytes { compress($0, into: output) } }
        return Array(output.prefix(try #require(written)))
    }
}

extension BlockDecompressor {
    func decompress(_ stream: [UInt8], length: Int) throws -> [UInt8] {
        var output = [UInt8](repeating: 0, count: length)
        try output.withUnsafeMutableBytes { output in try stream.withUnsafeBytes { try decompress($0, into: output) } }
        return output
    }
}

/// The code and the reason of what `body` throws.
func failure(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch let failure as Failure {
        return failure.code.rawValue + (failure.parameters["reason"].map { " " + $0 } ?? "")
    } catch {
        return "\(error)"
    }
}
