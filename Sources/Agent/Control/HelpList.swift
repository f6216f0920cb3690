package import Messages
package import Primitives
import Synchronization
import Transport

/// The help requests of a machine, as far as they could be had.
package struct HelpList: Sendable {
    package let requests: [WireHelpView]
    /// Why the list goes no further; nil where it is whole.
    package let problem: Failure?

    /// What came before a failure counts: what waits here is known without the relay.
    static func gather(_ gathered: Gathered<WireHelpView>, _ body: () async throws -> Void) async -> HelpList {
        do {
            try await body()
            return HelpList(requests: gathered.all, problem: nil)
        } catch {
            return HelpList(requests: gathered.all, problem: error as? Failure ?? Failure(.callFailed, cause: error))
        }
    }
}

/// The pages of a list put together.
final class Gathered<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    func add(_ page: [Element]) {
        elements.withLock { $0 += page }
    }
}
