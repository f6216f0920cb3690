import Installer
import Logging
import Primitives

/// The agent's own updates: once this version has reached the relay it says so to the installer, which otherwise brings the version before
/// back (Docs/installs.md).
struct ArrivalReport: Sendable {
    /// Under which the installer has the agent, where it looks after it.
    static let product = "hamyar-agent"
    /// Between two attempts.
    private static let pause = Duration.seconds(2)

    let installer: InstallerDoor
    let link: LinkState
    let logger: Logger

    /// Returns once it is said, or where nobody wants to hear it.
    func run() async {
        guard installer.socket != nil else { return }
        while !Task.isCancelled {
            if link.value.connectedSince != nil, await isSaid() { return }
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func isSaid() async -> Bool {
        do {
            _ = try await installer.ask(.report(product: Self.product, version: AgentProgram.version))
            return true
        } catch let failure as Failure where failure.code == .installerUnreachable {
            logger.info("the installer did not hear that this version is here", metadata: ["failure": "\(failure)"])
            return false
        } catch let failure as Failure where failure.code == .installUnknownProduct {
            // It looks after other products alone.
            return true
        } catch {
            logger.warning("the installer does not take this agent's word", metadata: ["failure": "\(error)"])
            return true
        }
    }
}
