import Console
import Foundation
import Glibc
import Synchronization

/// Writes what a program elsewhere writes: harmless for people's terminals and logs, byte by byte only into pipes and files that ask for it.
final class LiveOutput: Sendable {
    private let texts = Mutex((HarmlessText(), HarmlessText()))
    private let isRaw: (output: Bool, errors: Bool)

    init(raw: Bool) {
        isRaw = (raw && isatty(STDOUT_FILENO) == 0, raw && isatty(STDERR_FILENO) == 0)
    }

    func write(_ isErrors: Bool, _ bytes: [UInt8]) {
        guard !(isErrors ? isRaw.errors : isRaw.output) else { return Self.write(bytes, isErrors) }
        Self.write(texts.withLock { isErrors ? $0.1.take(bytes) : $0.0.take(bytes) }, isErrors)
    }

    func end() {
        let (output, errors) = texts.withLock { ($0.0.end(), $0.1.end()) }
        Self.write(output, false)
        Self.write(errors, true)
    }

    private static func write(_ bytes: [UInt8], _ isErrors: Bool) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(isErrors ? STDERR_FILENO : STDOUT_FILENO, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            // Nobody reads any more: the command's outcome counts all the same.
            guard count > 0 || errno == EINTR else { return }
            done += max(0, count)
        }
    }
}
