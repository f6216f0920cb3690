import Messages
import Primitives
package import Sessions
import SignedObjects

/// What a signed request cannot become: longer, or of more kinds. A new session refers to the old one, with a verdict and a
/// consent of its own.
extension TechnicianDesk {
    /// The work of another kind on the same machine, under the same scope unless another is given.
    package func add(
        to text: String, kind: String, place: Place, scope: Scope?, reason: String?, duration: Duration?, contract: String?,
        isWatched: Bool
    ) async throws -> RequestOutcome {
        let old = try await session(text)
        let request = old.request.body
        return try await self.request(
            SessionAsking(
                machine: request.machine.description, kind: kind, place: place, scope: scope ?? request.scope,
                reason: reason ?? request.reason, duration: duration ?? request.duration, reference: old.number,
                contract: contract, isVendorDefect: request.vendorDefect, isWatched: isWatched))
    }

    /// More time for the same work. Only where that draws on no quota and costs nothing: else the customer would pay for one piece
    /// of work twice, and a new request must say so.
    ///
    /// - Throws: `session.counted`.
    package func extend(_ text: String, by duration: Duration, isWatched: Bool) async throws -> RequestOutcome {
        let old = try await session(text)
        let request = old.request.body
        guard request.lines.count == 1, let line = request.lines.first else {
            throw Failure(.sessionCounted, ["session": old.number])
        }
        let contract = old.verdict?.body.parts.first { !$0.contract.isEmpty }?.contract
        let asking = SessionAsking(
            machine: request.machine.description, kind: line.kind, place: line.place, scope: request.scope,
            reason: request.reason,
            duration: duration, reference: old.number, contract: contract, isVendorDefect: request.vendorDefect,
            isWatched: isWatched)
        let parts = try await evaluation(asking).lines.filter { !$0.isDenied }.flatMap(\.parts)
        // A tally is a bucket too, but nothing runs out there.
        guard parts.allSatisfy({ $0.price == 0 && ($0.bucket.isEmpty || $0.reason == "covered.uncounted") }) else {
            throw Failure(.sessionCounted, ["session": old.number])
        }
        return try await self.request(asking)
    }
}
