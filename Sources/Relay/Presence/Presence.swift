import Cryptography
import Primitives
import Synchronization
import Transport

/// Which machines and technicians are connected now. The newest connection of a machine wins (design of trust, "Enrolment").
final class Presence: Sendable {
    private struct Live {
        /// The machine's connection count in the database: a fencing token (H48).
        let epoch: Int
        let connection: PeerConnection
    }

    private struct State {
        var machines: [MachineID: Live] = [:]
        var clones: [MachineID: CloneWatch] = [:]
        /// Every connection with a certificate, also of a machine that has not said hello.
        var connections: [ObjectIdentifier: PeerConnection] = [:]
    }

    private let state = Mutex(State())

    /// Whether two boots of the machine keep displacing each other.
    func isCloned(_ machine: MachineID, bootID: String, at now: Timestamp) -> Bool {
        state.withLock { $0.clones[machine, default: CloneWatch()].connected(bootID: bootID, at: now) }
    }

    /// Registers a machine's connection; an older one is told and closed.
    func arrive(_ machine: MachineID, epoch: Int, connection: PeerConnection) {
        let displaced = state.withLock { state -> PeerConnection? in
            let old = state.machines[machine]
            guard old == nil || old.map({ $0.epoch < epoch }) == true else { return connection }
            state.machines[machine] = Live(epoch: epoch, connection: connection)
            return old?.connection
        }
        displaced?.close(Failure(.connectionDisplaced))
    }

    /// Forgets the connection; a newer one of the same machine stays.
    func leave(_ machine: MachineID, connection: PeerConnection) {
        state.withLock { state in
            guard state.machines[machine]?.connection === connection else { return }
            state.machines[machine] = nil
        }
    }

    func connection(of machine: MachineID) -> PeerConnection? {
        state.withLock { $0.machines[machine]?.connection }
    }

    /// Those that are here.
    var machines: [MachineID] {
        state.withLock { Array($0.machines.keys) }
    }

    func isOnline(_ machine: MachineID) -> Bool {
        connection(of: machine) != nil
    }

    /// Notes a connection before anybody looks whether its owner is still one of ours: who is revoked at that moment is found
    /// in the database by the one, or here by the other.
    func enter(_ connection: PeerConnection) {
        guard connection.isCertified else { return }
        state.withLock { $0.connections[ObjectIdentifier(connection)] = connection }
    }

    func leave(_ connection: PeerConnection) {
        state.withLock { $0.connections[ObjectIdentifier(connection)] = nil }
    }

    /// Every connection of these technicians and machines; to cut off what was revoked.
    func connections(of ids: Set<String>) -> [PeerConnection] {
        everyone().filter { connection in
            guard case .authenticated(let name, _) = connection.peer else { return false }
            return ids.contains(name.id)
        }
    }

    /// Everyone who is connected: to tell them of a newer bundle.
    func everyone() -> [PeerConnection] {
        state.withLock { Array($0.connections.values) }
    }
}

extension PeerConnection {
    fileprivate var isCertified: Bool {
        if case .authenticated = peer { true } else { false }
    }
}
