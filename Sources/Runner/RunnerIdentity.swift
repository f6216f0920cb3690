import ChildProcesses
import Primitives

/// Who the runner is, as the kernel says, and as whom its commands run, as it says itself.
package struct RunnerIdentity: Sendable {
    package let process: Int32
    package let user: UInt32
    /// nil where it does not answer.
    package let commandUser: UInt32?

    /// Whether a process is in the control group that the runner was given, where it was given one.
    package func owns(_ other: Int32) -> Bool {
        let suffix = "/" + ControlGroupTree.own
        guard let own = ControlGroupTree.group(of: process), own.hasSuffix(suffix), own.count > suffix.count,
            let group = ControlGroupTree.group(of: other)
        else { return false }
        return group.hasPrefix(own.dropLast(suffix.count) + "/")
    }
}

extension RunnerClient {
    /// How long the runner may take to say who its commands are.
    private static let identityTime = Duration.seconds(1)

    /// nil where no runner listens.
    package static func identity(socket path: String) -> RunnerIdentity? {
        guard let socket = try? RunnerSocket.connect(to: path), let peer = socket.credentials else { return nil }
        let deadline = ContinuousClock.now + identityTime
        var user: UInt32?
        if (try? socket.send(.identity, UnsafeRawBufferPointer(start: nil, count: 0), until: deadline)) != nil,
            let answer = try? socket.receive(limit: RunnerLimits.call, until: deadline), answer.frame == .identity
        {
            user = try? RunnerSocket.decode(UInt32.self, answer.content)
        }
        return RunnerIdentity(process: peer.process, user: peer.user, commandUser: user)
    }
}
