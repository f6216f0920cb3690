import Foundation
import Glibc
import Primitives

/// A directory of the diagnosis in which collectors leave files for the bundle: written as they come, never held whole (H82).
package struct AttachmentDirectory: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// - Parameter name: below the directory, of letters that `FactName` allows and slashes: `logs/journal.txt`.
    ///
    /// Throws diagnosis.unreadable.
    func writer(_ name: String, limit: Int) throws(Failure) -> AttachmentWriter {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.isEmpty, parts.allSatisfy(FactName.isValid) else {
            throw Failure(.diagnosisUnreadable, ["path": FactText.capped(name, 200), "reason": "no name of a file"])
        }
        var folder = path
        for part in parts.dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.diagnosisUnreadable, ["path": name, "reason": String(cString: strerror(errno))])
        }
        return AttachmentWriter(name, descriptor, limit: limit)
    }
}

/// Names that become names of files: short, visible, no path.
package enum FactName {
    package static func isValid(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && name.first != "." && name.first != "-"
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 46, 95: true
                default: false
                }
            }
    }
}

/// One file of the bundle while it is written.
final class AttachmentWriter {
    private let name: String
    private let descriptor: Int32
    private let limit: Int
    private var pending: [UInt8] = []
    private var bytes = 0
    private var lines = 0
    private var isCut = false
    private var hasFailed = false

    init(_ name: String, _ descriptor: Int32, limit: Int) {
        self.name = name
        self.descriptor = descriptor
        self.limit = limit
    }

    deinit {
        close(descriptor)
    }

    /// Returns false where the limit is reached. What a terminal would obey is made visible (H39, H40).
    @discardableResult
    func write(line text: some StringProtocol) -> Bool {
        let line = HarmlessLine.text(text)
        let count = line.utf8.count + 1
        guard count <= limit - bytes else {
            isCut = true
            return false
        }
        pending += line.utf8
        pending.append(UInt8(ascii: "\n"))
        bytes += count
        lines += 1
        if pending.count >= 64 << 10 { flush() }
        return true
    }

    func cut() {
        isCut = true
    }

    /// Throws diagnosis.unreadable where the disk did not take it.
    func finish() throws(Failure) -> Attachment {
        flush()
        guard !hasFailed else { throw Failure(.diagnosisUnreadable, ["path": name, "reason": "not written"]) }
        return Attachment(name: name, bytes: Int64(bytes), lines: Int64(lines), isCut: isCut)
    }

    private func flush() {
        var offset = 0
        while offset < pending.count {
            let count = pending.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                hasFailed = true
                break
            }
            offset += count
        }
        pending.removeAll(keepingCapacity: true)
    }
}
