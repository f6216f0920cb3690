import Cryptography
import DurableFiles
import Primitives
import Sessions
import Transport
import Updates

/// The vendor's scripts: what an operation names is verified against signed metadata and fetched through the session, as releases are. A
/// technician's word says which script, never what it is (H64).
struct ScriptSource: Sendable {
    let book: ReleaseBook
    let spool: UpdateSpool
    let link: LinkState

    private static let pause: Duration = .milliseconds(500)

    /// Over as many connections as it takes, as long as the permission holds.
    ///
    /// Throws script and target codes, why the permission ended.
    func fetch(
        _ order: ScriptRun, under session: SessionID, _ permit: WorkPermit
    ) async throws -> (description: ScriptDescription, bytes: [UInt8]) {
        while true {
            try permit.check()
            let work = Task { try await fetchOnce(order, under: session) }
            permit.onClose { work.cancel() }
            do {
                return try await work.value
            } catch let failure as Failure where failure.isInterruption || failure.code == .agentRelayAway {
                try permit.check()
                try await Task.sleep(for: Self.pause)
            } catch is CancellationError {
                try permit.check()
                throw Failure(.operationInterrupted, ["operation": order.target])
            }
        }
    }

    private func fetchOnce(
        _ order: ScriptRun, under session: SessionID
    ) async throws -> (description: ScriptDescription, bytes: [UInt8]) {
        let connection = try link.connection
        let signed = try await book.script(order.name, version: order.version, over: connection)
        func require(_ holds: Bool, _ reason: String) throws {
            guard holds else { throw Failure(.targetMismatch, ["target": order.target, "reason": reason]) }
        }
        try require(signed.path == order.target, "path")
        try require(signed.file.sha256 == order.digest, "sha256")
        try require(signed.file.length == Int64(exactly: order.length), "length")
        try require(order.length <= UInt64(ScriptLimits.script), "length")
        let values = try signed.description.values(
            Dictionary(order.arguments.map { ($0.name, $0.value) }) { first, _ in first })
        try require(
            values.map { ScriptArgument(name: $0.name, value: $0.value.description) } == order.arguments, "arguments")
        // A spool of its own: it is removed as soon as it was read.
        let place = try TargetSpool(spool.targets, of: "script-" + order.digest.description.prefix(16))
        let target = FetchedTarget(path: order.target, digest: order.digest, length: Int64(clamping: order.length))
        let path = try await TargetFetcher(place).fetch(target, under: session, over: connection)
        let bytes = try DurableFile(path, failing: .updateSpool).read(limit: Int(ScriptLimits.script))
        try place.keepOnly([])
        guard let bytes else { throw Failure(.recordTruncated, ["bytes": "0", "wanted": "\(order.length)"]) }
        try require(Digest.of(bytes) == order.digest, "sha256")
        return (signed.description, bytes)
    }
}
