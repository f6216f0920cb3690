package import Entitlement
package import Primitives
import Storage

extension HelpRequests {
    /// The technician answers for it from now on; a wait ends. Who has it already changes nothing.
    /// - Parameter kind: what it is, where somebody has seen that; nil: as it was.
    ///
    /// Throws `storage.no-such-row`, `help.state` for a closed one.
    package func take(
        _ id: HelpRequestID, by technician: TechnicianID, kind: ServiceKindName? = nil, at time: Timestamp
    ) throws -> HelpRequest {
        let request = try requireOpen(id)
        if let kind { try transaction.execute("UPDATE help_requests SET kind = ? WHERE id = ?", [kind.rawValue, id]) }
        guard request.state != .taken || request.technician != technician else { return try require(id) }
        try set(id, .taken, technician: technician)
        try append(.taken, to: id, actor: technician.description, text: "", at: time)
        return try require(id)
    }

    /// The customer prepares something first; the clock stands still until `ready`, or until somebody takes it up again.
    /// The same text again changes nothing.
    ///
    /// Throws `storage.no-such-row`, `help.state` for a closed one, `help.text`.
    package func wait(
        _ id: HelpRequestID, for text: String, by technician: TechnicianID, at time: Timestamp
    ) throws -> HelpRequest {
        let request = try requireOpen(id)
        try Self.check(text)
        guard request.state != .waiting || request.waitsFor != text else { return request }
        try set(id, .waiting, technician: technician, waitsFor: text)
        try append(.waiting, to: id, actor: technician.description, text: text, at: time)
        return try require(id)
    }

    /// What the customer prepares is there: a wait ends. One that does not wait is noted as ready, once more each time that
    /// it waited.
    ///
    /// Throws `storage.no-such-row`, `help.state` for a closed one.
    package func ready(_ id: HelpRequestID, by machine: MachineID, at time: Timestamp) throws -> HelpRequest {
        let request = try requireOpen(id)
        if request.state == .waiting { try set(id, .taken, technician: request.technician) }
        let last = try events(of: id).last { $0.step == .ready || $0.step == .waiting }
        guard request.state == .waiting || last?.step != .ready else { return request }
        try append(.ready, to: id, actor: machine.description, text: "", at: time)
        return try require(id)
    }

    /// The answer ends it. The same answer again changes nothing.
    ///
    /// Throws `storage.no-such-row`, `help.text`, `help.state` where it was closed with another answer.
    package func close(
        _ id: HelpRequestID, answer: String, by technician: TechnicianID, at time: Timestamp
    ) throws -> HelpRequest {
        let request = try require(id)
        if request.state == .closed, request.answer == answer { return request }
        try Self.check(answer)
        _ = try requireOpen(id)
        try transaction.execute(
            """
            UPDATE help_requests SET state = 'closed', technician = ?, waits_for = NULL, answer = ?, closed = ? WHERE id = ?
            """, [technician, answer, time, id])
        try append(.closed, to: id, actor: technician.description, text: answer, at: time)
        return try require(id)
    }

    func requireOpen(_ id: HelpRequestID) throws -> HelpRequest {
        let request = try require(id)
        guard request.state != .closed else {
            throw Failure(.helpState, ["request": "H-\(request.number)", "state": request.state.rawValue])
        }
        return request
    }

    private func set(
        _ id: HelpRequestID, _ state: HelpRequest.State, technician: TechnicianID?, waitsFor: String? = nil
    ) throws {
        try transaction.execute(
            "UPDATE help_requests SET state = ?, technician = ?, waits_for = ? WHERE id = ?",
            [state.rawValue, technician, waitsFor, id])
    }
}
