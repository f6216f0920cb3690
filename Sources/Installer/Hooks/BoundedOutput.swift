import Foundation
import Glibc

/// The last bytes of what a hook wrote.
struct BoundedOutput {
    private let limit: Int
    private var bytes: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Its last words, for a reason.
    var tail: String {
        String(decoding: bytes.suffix(InstallerLimits.reasonOutput), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    /// Reads what is there. Returns false at the end.
    @discardableResult
    mutating func drain(_ descriptor: Int32) -> Bool {
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        // A hook that writes without end is not read without end: the wait looks at its clock in between.
        for _ in 0..<16 {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            if count == 0 { return false }
            append(piece.prefix(count))
        }
        return true
    }

    mutating func append(_ more: some Collection<UInt8>) {
        bytes += more
        if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
    }
}
