import Cryptography
import Glibc
import NIOCore
import NIOPosix
import Transport

/// A relay without its business: it joins each bulk stream of a technician to one that it opens towards the machine, as
/// the relay does with a transfer.
enum Forwarder {
    static func listen(_ credentials: Credentials) async throws {
        // As many event loops as processors, as the relay has.
        let listener = try await Sockets.listen(credentials, on: .singleton)
        let serving = Task {
            var machine: PeerConnection?
            var technicians: [PeerConnection] = []
            for await connection in listener.connections {
                guard case .authenticated(let name, _) = connection.peer else { continue }
                // Who dialled first is not always handed out first.
                if name.role == .machine { machine = connection } else { technicians.append(connection) }
                guard let machine else { continue }
                for technician in technicians { Task { try await serve(technician, machine) } }
                technicians = []
            }
        }
        await Sockets.standardInputEnds()
        serving.cancel()
        await listener.close()
    }

    private static func serve(_ technician: PeerConnection, _ machine: PeerConnection) async throws {
        for await stream in technician.inbound {
            if stream.bulk {
                Task {
                    let onward = try await machine.open(stream.method, bulk: true, parameters: stream.parameters)
                    try await PeerStream.splice(stream, onward)
                }
            } else {
                _ = try await stream.receive()
                try await stream.send(ByteBuffer(integer: Int64(Allocations.total)), end: true)
            }
        }
    }
}
