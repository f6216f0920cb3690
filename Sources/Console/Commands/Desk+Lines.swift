import Messages
import Primitives
import Transport

/// Which line of a contract is meant where none was named.
extension TechnicianDesk {
    /// Tries without a line. Where a contract has several, the one whose plan has the kind is meant; where several have it, nothing
    /// is guessed.
    ///
    /// - Parameter attempt: is given the line's id; empty where one was named, or none is needed.
    /// - Throws: `entitlement.several-lines` with the products; what the attempt throws.
    func choosingLine<Result>(
        for question: PhoneQuestion, _ attempt: (String) async throws -> Result
    ) async throws -> Result {
        do {
            return try await attempt(question.line)
        } catch let failure as Failure where failure.code == .findAmbiguous && question.line.isEmpty && !question.contract.isEmpty
        {
            let lines = try await call(.entitlementQuestion, question.message).lines
            let able = lines.filter { !$0.isOfUnknownKind }
            guard able.count <= 1 else {
                let products = able.map { "\($0.contract) (\($0.product))" }.joined(separator: ", ")
                throw Failure(.entitlementSeveralLines, ["kind": question.kind, "contracts": products])
            }
            // Where none has it, the relay says so of whichever it is asked.
            guard let line = able.first ?? lines.first else { throw failure }
            return try await attempt(line.contractLine)
        }
    }
}
