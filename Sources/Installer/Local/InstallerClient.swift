import Primitives
import Updates

/// Asks the installer of this machine.
package struct InstallerClient: Sendable {
    private let path: String

    package init(socket path: String) {
        self.path = path
    }

    /// Throws installer.unreachable, and what the installer refuses with.
    package func ask(_ request: InstallerRequest) throws -> InstallerAnswer {
        let deadline = SystemInstallClock().steady() + InstallerLimits.patience
        let socket = try UnixSocket.connect(to: path)
        try LocalMessage.write(request, to: socket, until: deadline)
        let answer = try LocalMessage.read(
            InstallerAnswer.self, from: socket, limit: InstallerLimits.answer, until: deadline)
        guard let answer else { throw Failure(.installerUnreachable, ["path": path, "reason": "no answer"]) }
        if let failure = answer.failure { throw failure.failure }
        return answer
    }
}
