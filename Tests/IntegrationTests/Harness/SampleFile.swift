import Cryptography
import Foundation
import Glibc

/// A file that no compression makes smaller, and its digest.
struct SampleFile: Sendable {
    let path: String
    let size: Int
    let digest: Digest

    init(_ path: String, size: Int) throws {
        var bytes = [UInt8](repeating: 0, count: size)
        bytes.withUnsafeMutableBytes { buffer in
            let source = open("/dev/urandom", O_RDONLY)
            defer { close(source) }
            var filled = 0
            while filled < size { filled += max(0, read(source, buffer.baseAddress?.advanced(by: filled), size - filled)) }
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        self.path = path
        self.size = size
        digest = bytes.withUnsafeBytes { Digest.of($0) }
    }

    /// Whether the file is there in full. False where nothing has the name; throws where something else has it.
    func stands(at path: String) throws -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { return false }
        let found = data.withUnsafeBytes { Digest.of($0) }
        guard found == digest else { throw Partial(path: path, bytes: data.count) }
        return true
    }

    /// What must never be: something under the name that is not the whole file.
    struct Partial: Error {
        let path: String
        let bytes: Int
    }
}
