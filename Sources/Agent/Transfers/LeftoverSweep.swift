import AgentStorage
import FileTransfer
import Logging
import Messages
import Primitives
import Sessions
import Storage
import SwiftProtobuf
import TransferRecords

/// Takes away what half-done pushes left: at once where the customer took the grant back, else when nobody came back for it.
///
/// On a thread of its own: a tree has thousands of parts, and nobody waits for them to go.
actor LeftoverSweep {
    /// How often what is overdue is looked for.
    static let interval: Duration = .seconds(3600)

    private let disk = DiskThread("leftovers")
    private let journal: AgentJournal
    private let roots: AgentRoots
    private let clock: any MachineClock
    private let logger: Logger

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    init(journal: AgentJournal, roots: AgentRoots, clock: any MachineClock, logger: Logger) {
        self.journal = journal
        self.roots = roots
        self.clock = clock
        self.logger = logger
    }

    /// Looks now and every hour, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            removeOverdue()
            try? await Task.sleep(for: Self.interval)
        }
    }

    func removeOverdue() {
        remove { try $0.unfinished.overdue(at: self.clock.reading().wall) }
    }

    /// Of a session that was taken back. What still runs takes its own parts away.
    func remove(of session: SessionID) {
        remove { try $0.unfinished.all(of: session) }
    }

    private func remove(_ which: @escaping (Transaction) throws -> [UnfinishedPush]) {
        do {
            for push in try journal.database.read(which) {
                if let manifest = try? Manifest(wire: WireManifest(serializedBytes: push.manifest)) {
                    LeftoverParts.remove(
                        of: manifest, at: push.destination, isTree: push.isTree, madeDirectories: push.madeDirectories,
                        roots: roots.files)
                }
                try journal.database.write { try $0.unfinished.remove(push.operation) }
            }
        } catch {
            logger.error("what a push left could not be removed", metadata: ["failure": "\(error)"])
        }
    }
}
