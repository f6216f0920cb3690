package import AuditLog
import DurableFiles
import Foundation
import Primitives

/// The highest checkpoint of the relay's log that this technician has seen: a log that went back or was forked contradicts it
/// (design of trust, "Two logs").
package struct HeldCheckpoint: Sendable {
    private let home: ConsoleHome

    package init(_ home: ConsoleHome) {
        self.home = home
    }

    /// nil where none was seen.
    package func load() throws -> Checkpoint? {
        try history()?.highest
    }

    /// Takes a checkpoint whose signature was verified.
    ///
    /// - Parameter late: it rides in an object that may be older than the highest one seen.
    /// - Throws: `audit.checkpoint-contradicts`, `audit.checkpoint-foreign`.
    package func accept(_ checkpoint: Checkpoint, late: Bool) throws {
        try DirectoryLock.held(home) {
            let held = try history()
            var history = held ?? CheckpointHistory(log: checkpoint.log)
            try history.accept(checkpoint, late: late)
            guard history != held else { return }
            try DurableFile(home.checkpointPath).replace(with: Array(JSONEncoder().encode(history)))
        }
    }

    private func history() throws -> CheckpointHistory? {
        guard let bytes = try DurableFile(home.checkpointPath).read() else { return nil }
        do {
            return try JSONDecoder().decode(CheckpointHistory.self, from: Data(bytes))
        } catch {
            throw Failure(.consoleSettings, ["path": home.checkpointPath, "reason": "it is damaged"], cause: error)
        }
    }
}
