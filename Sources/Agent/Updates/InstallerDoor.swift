import Installer
import NIOPosix
import Primitives
import Updates

/// The installer of this machine, asked without keeping a thread of the connections waiting.
struct InstallerDoor: Sendable {
    /// Absolute path of its socket; nil: this machine has none.
    let socket: String?

    /// Throws `installer.unreachable`, and what the installer refuses with.
    func ask(_ request: InstallerRequest) async throws -> [ProductReport] {
        guard let socket else { throw Failure(.installerUnreachable, ["path": "", "reason": "agent.json names no installer"]) }
        return try await NIOThreadPool.singleton.runIfActive { try InstallerClient(socket: socket).ask(request).products }
    }

    /// One product as it stands. Throws where the installer cannot say.
    func state(of product: String) async throws -> ProductState {
        guard let report = try await ask(.versions(product: product)).first else {
            throw Failure(.installUnknownProduct, ["product": product])
        }
        if let failure = report.failure { throw failure.failure }
        return report.state ?? ProductState(product: product)
    }

    /// What is committed, by product.
    func versions() async throws -> [String: String] {
        var versions: [String: String] = [:]
        for report in try await ask(.status) { versions[report.product] = report.state?.committed }
        return versions
    }
}
