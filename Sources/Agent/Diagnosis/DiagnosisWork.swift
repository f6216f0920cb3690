import Primitives
import Sessions
import SignedObjects
import Synchronization

/// How far one diagnosis is, for whoever waits for it.
final class DiagnosisWork: Sendable {
    enum Stage: Hashable, Sendable {
        case collecting(String, done: Int, total: Int)
        /// For the customer's word.
        case waiting
        case approved
    }

    enum State: Sendable {
        case underWay(Stage)
        case ended(SignedObject<Outcome>)
        case broken(any Error)
    }

    private struct Box {
        var state = State.underWay(.collecting("", done: 0, total: 0))
        /// Who is served; a newer attempt takes its place.
        var attempt = 0
        var listeners = 0
    }

    let running: RunningOperation
    private let box = Mutex(Box())

    init(_ running: RunningOperation) {
        self.running = running
    }

    var state: State { box.withLock { $0.state } }

    func reach(_ stage: Stage) {
        box.withLock { box in
            if case .underWay = box.state { box.state = .underWay(stage) }
        }
    }

    /// Returns whether somebody waits who hears it.
    func end(_ outcome: SignedObject<Outcome>) -> Bool {
        box.withLock { box in
            box.state = .ended(outcome)
            return box.listeners > 0
        }
    }

    func fail(_ error: any Error) {
        box.withLock { $0.state = .broken(error) }
    }

    /// A stream begins to wait. The one before gives way.
    func attach() -> Int {
        box.withLock { box in
            box.attempt += 1
            box.listeners += 1
            return box.attempt
        }
    }

    func detach() {
        box.withLock { $0.listeners -= 1 }
    }

    /// Throws `operation.superseded` where a newer attempt has come.
    func check(_ attempt: Int) throws {
        guard box.withLock({ $0.attempt }) == attempt else {
            throw Failure(.operationSuperseded, ["operation": running.authorized.operation.body.operation.description])
        }
    }
}
