import Primitives
import Sessions

/// How the diagnoses of a list are called, so that `preview`, `send` and `withhold` take what is shown.
struct DiagnosisNames {
    let all: [DiagnosisOutput]

    init(_ all: [DiagnosisOutput]) {
        self.all = all
    }

    /// The beginning of the operation's id: `opn_7k2m9x`.
    func short(_ one: DiagnosisOutput) -> String {
        guard let id = OperationID(one.operation) else { return DisplayText.stripped(one.operation, limit: 64) }
        return DiagnosisName.short(id, among: all.compactMap { OperationID($0.operation) })
    }

    /// The others of the same session that wait.
    func othersWaiting(_ one: DiagnosisOutput) -> [DiagnosisOutput] {
        all.filter { $0.isWaiting && $0.session == one.session && $0.operation != one.operation }
    }

    /// What to call it in a command: the session's number while it alone waits there.
    func name(_ one: DiagnosisOutput) -> String {
        othersWaiting(one).isEmpty ? one.number : short(one)
    }
}
