import AgentStorage
import Primitives
import Sessions
import Storage

/// Which diagnosis a person means.
extension SessionDesk {
    /// The one to look at: by the operation's id or its beginning, or by the session's number the newest of it that waits, else the newest.
    ///
    /// Throws `diagnosis.unknown`, `diagnosis.several` where a beginning is that of two.
    func diagnosis(named text: String) throws -> StoredDiagnosis {
        try named(text) { $0.first }
    }

    /// The one to decide on: as the one to look at, but a session of which several wait names none of them.
    ///
    /// Throws `diagnosis.unknown`, `diagnosis.several`.
    func decidableDiagnosis(named text: String) throws -> StoredDiagnosis {
        try named(text) { waiting in
            guard waiting.count < 2 else { throw Self.several(text, waiting) }
            return waiting.first
        }
    }

    /// - Parameter choose: one of those of a session that wait, the newest first.
    private func named(
        _ text: String, choose: ([StoredDiagnosis]) throws -> StoredDiagnosis?
    ) throws -> StoredDiagnosis {
        let all = try diagnoses()
        let meant = all.filter { DiagnosisName.means($0.operation, text) }
        guard meant.count < 2 else { throw Self.several(text, meant) }
        if let only = meant.first { return only }
        let number = Self.number(text)
        let numbered =
            text.isEmpty
            ? all
            : try journal.database.read { transaction in
                try all.filter { try transaction.sessions.find($0.session)?.number == number }
            }
        let waiting = numbered.filter { Self.shown($0.state, isLive: open[$0.session] != nil) == .waiting }
        guard let found = try choose(waiting) ?? (text.isEmpty ? nil : numbered.first) else {
            throw Failure(.diagnosisUnknown, ["text": DisplayText.stripped(text, limit: 64)])
        }
        return found
    }

    private static func several(_ text: String, _ meant: [StoredDiagnosis]) -> Failure {
        let all = meant.map(\.operation)
        let ids = all.prefix(namedLimit).map { DiagnosisName.short($0, among: all) } + (all.count > namedLimit ? ["…"] : [])
        return Failure(
            .diagnosisSeveral, ["text": DisplayText.stripped(text, limit: 64), "ids": ids.joined(separator: ", ")])
    }

    /// Ids that one sentence names. Ours: what a person reads.
    private static let namedLimit = 8
}
