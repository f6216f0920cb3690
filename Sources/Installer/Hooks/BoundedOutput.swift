import Foundation

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

    mutating func append(_ more: some Collection<UInt8>) {
        bytes += more
        if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
    }
}
