import Entitlement
import Primitives
import RelayStorage
import Sessions
import Synchronization

/// One transfer that runs through the relay, or from it.
final class LiveTransfer: Sendable {
    let operation: OperationID
    let session: SessionID
    let machine: MachineID
    let technician: TechnicianID
    let organisation: OrganisationID
    let direction: String
    /// On the machine.
    let path: String
    /// Raw bytes where they are known, else 0.
    let size: UInt64
    let began: Timestamp
    private let bytes = Atomic<UInt64>(0)
    private let cancellation = Mutex(Cancellation.none)

    private enum Cancellation {
        case none
        case by(@Sendable () -> Void)
        case done
    }

    init(
        _ body: Operation, machine: MachineRecord, technician: TechnicianID, at now: Timestamp
    ) {
        operation = body.operation
        session = body.session
        self.machine = machine.id
        self.technician = technician
        organisation = machine.organisation
        direction = body.direction
        path = body.path
        size = body.size
        began = now
    }

    /// Raw bytes that went on; from the event loops, one addition for a frame.
    func moved(_ count: Int) {
        bytes.add(UInt64(clamping: count), ordering: .relaxed)
    }

    /// What `cancel` does, as soon as there is a stream to reset. At once where it was cancelled before.
    func onCancel(_ stop: @escaping @Sendable () -> Void) {
        let isLate = cancellation.withLock { state in
            if case .done = state { return true }
            state = .by(stop)
            return false
        }
        if isLate { stop() }
    }

    /// Nobody wants it any more.
    func cancel() {
        let stop: (@Sendable () -> Void)? = cancellation.withLock { state in
            defer { state = .done }
            if case .by(let stop) = state { return stop }
            return nil
        }
        stop?()
    }

    /// Raw bytes of this attempt.
    var moved: UInt64 { bytes.load(ordering: .relaxed) }
}

/// The transfers that run now.
final class LiveTransfers: Sendable {
    private let all = Mutex<[ObjectIdentifier: LiveTransfer]>([:])

    func begin(_ body: Operation, machine: MachineRecord, technician: TechnicianID, at now: Timestamp) -> LiveTransfer {
        let live = LiveTransfer(body, machine: machine, technician: technician, at: now)
        all.withLock { $0[ObjectIdentifier(live)] = live }
        return live
    }

    func end(_ live: LiveTransfer) {
        all.withLock { $0[ObjectIdentifier(live)] = nil }
    }

    /// Those that are visible in this scope, the oldest first.
    func list(scope: OrganisationScope) -> [LiveTransfer] {
        all.withLock { all in
            all.values.filter { scope.contains($0.organisation) }.sorted { $0.began < $1.began }
        }
    }

    func find(_ operation: OperationID) -> LiveTransfer? {
        all.withLock { $0.values.first { $0.operation == operation } }
    }
}
