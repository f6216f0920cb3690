import Primitives
import Synchronization

/// What manifests may take of the memory while they are read, over all streams: each may be 8 MiB, and nobody's own word decides
/// how many come at once.
final class ManifestMemory: Sendable {
    /// Bytes. Ours: 32 of the longest.
    static let limit = 256 << 20

    private let used = Mutex(0)

    /// Runs the body with so many bytes set aside. Throws `relay.busy` where there are none.
    func with<Value: Sendable>(_ bytes: Int, _ body: () async throws -> Value) async throws -> Value {
        let fits = used.withLock { used in
            guard used <= Self.limit - bytes else { return false }
            used += bytes
            return true
        }
        guard fits else { throw Failure(.relayBusy, ["delay": "1000"]) }
        defer { used.withLock { $0 -= bytes } }
        return try await body()
    }
}
