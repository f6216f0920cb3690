import Foundation
import Glibc

/// The way from the agent to its relay: a program between them that forwards bytes, and that can be cut.
final class Wire {
    private let bed: TestBed
    private let port: String
    private var program: RunningProgram

    /// The agent goes over it from its next start on.
    static func lay(in bed: TestBed) async throws -> Wire {
        let program = try bed.start(ProgramPaths.python, ["-u", "-c", forwarding, "0", bed.relayAddress])
        let port = try await Deadlines.first("the wire") { program.output.split(separator: "\n").first.map(String.init) }
        let settings = URL(filePath: bed.agentState + "/agent.json")
        var object = try JSONSerialization.jsonObject(with: Data(contentsOf: settings)) as? [String: Any] ?? [:]
        object["relay"] = "127.0.0.1:" + port
        try JSONSerialization.data(withJSONObject: object).write(to: settings)
        return Wire(bed, port, program)
    }

    private init(_ bed: TestBed, _ port: String, _ program: RunningProgram) {
        (self.bed, self.port, self.program) = (bed, port, program)
    }

    func cut() async {
        await program.kill()
    }

    func mend() async throws {
        program = try bed.start(ProgramPaths.python, ["-u", "-c", Self.forwarding, port, bed.relayAddress])
    }

    private static let forwarding = """
        import socket, sys, threading
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", int(sys.argv[1])))
        listener.listen()
        print(listener.getsockname()[1])
        host, port = sys.argv[2].rsplit(":", 1)
        def forward(source, target):
            try:
                while data := source.recv(65536):
                    target.sendall(data)
                target.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        while True:
            near, _ = listener.accept()
            try:
                far = socket.create_connection((host, int(port)))
            except OSError:
                near.close()
                continue
            for pair in ((near, far), (far, near)):
                threading.Thread(target=forward, args=pair, daemon=True).start()
        """
}
