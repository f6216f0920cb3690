import NIOPosix
import Primitives
import Transport

@testable import Agent

/// A machine's control socket, answered as `hamyar-agent run` answers it, and a person's connection to it.
final class ServedDoor: Sendable {
    let machine: TestMachine
    let service: SocketService
    private let door: ControlDoor
    private let serving: Task<Void, Never>

    init(_ machine: TestMachine) async throws {
        self.machine = machine
        door = try await ControlDoor.open(
            home: machine.home, group: MultiThreadedEventLoopGroup.singleton, logger: TestMachine.quiet
        ) { machine.core.calls(for: $0, isRunning: true) }
        let door = door
        serving = Task { await door.run() }
        service = try await LocalAccess.connect(machine.home, logger: TestMachine.quiet)
    }

    func close() async {
        service.connection.close()
        await door.listener.close()
        serving.cancel()
        await serving.value
    }
}
