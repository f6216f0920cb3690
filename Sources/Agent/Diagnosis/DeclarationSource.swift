import Cryptography
import Diagnostics
import DurableFiles
import Logging
import Primitives
import Sessions
import Transport
import Updates

/// What vendors declare of the products on this machine: signed targets, verified and fetched through the session that asks.
struct DeclarationSource: Sendable {
    let book: ReleaseBook
    let spool: UpdateSpool
    let link: LinkState
    let logger: Logger

    struct Declared: Sendable {
        /// As it was signed: collectors read it in processes of their own.
        let text: String
        let declaration: Declaration
    }

    /// Those of the named products that have one. What cannot be had is left out, and said in the log: a diagnosis is wanted most where
    /// something does not work.
    func declared(of products: [String], under session: SessionID) async -> [Declared] {
        var all: [Declared] = []
        for product in products.sorted() where ReleasePath.isProduct(product) {
            do {
                if let one = try await fetch(product, under: session) { all.append(one) }
            } catch {
                logger.warning(
                    "a product's declaration is not used", metadata: ["product": "\(product)", "failure": "\(error)"])
            }
        }
        return all
    }

    private func fetch(_ product: String, under session: SessionID) async throws -> Declared? {
        let connection = try link.connection
        guard let signed = try await book.diagnostics(of: product, over: connection) else { return nil }
        guard let digest = signed.file.sha256, let length = signed.file.length,
            (1...Int64(DiagnosticsLimits.declaration)).contains(length)
        else { throw Failure(.targetMismatch, ["target": signed.path, "reason": "length"]) }
        // A spool of its own: it is removed as soon as it was read.
        let place = try TargetSpool(spool.targets, of: "diagnostics-" + digest.description.prefix(16))
        let target = FetchedTarget(path: signed.path, digest: digest, length: length)
        let path = try await TargetFetcher(place).fetch(target, under: session, over: connection)
        let bytes = try DurableFile(path, failing: .updateSpool).read(limit: DiagnosticsLimits.declaration)
        try place.keepOnly([])
        guard let bytes, Digest.of(bytes) == digest, let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.targetMismatch, ["target": signed.path, "reason": "sha256"])
        }
        let declaration = try Declaration.read(bytes)
        guard declaration.product == product else {
            throw Failure(.targetForeign, ["target": signed.path, "expected": product, "found": declaration.product])
        }
        return Declared(text: text, declaration: declaration)
    }
}
