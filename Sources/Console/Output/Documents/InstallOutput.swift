import Cryptography
import Documents
package import Primitives
import Sentences
import Sessions

/// `install`, `patch` and `patch undo`: what the machine signed about it.
package struct InstallOutput: Report {
    struct Step: Encodable, Sendable {
        let name: String
        /// Of the program that ran; absent where none did.
        let exit: Int32?
        let milliseconds: Int64
        let detail: String
    }

    /// `install`, `patch`, `undo`.
    let action: String
    let machine: String
    let session: String
    let number: String
    let operation: String
    let product: String
    let target: String
    let sha256: String
    let oldVersion: String?
    let newVersion: String?
    /// SHA-256 of the trees' listings.
    let oldTree: String?
    let newTree: String?
    let steps: [Step]
    let outcome: OutcomeOutput
    /// As the machine said it; nil for a success.
    private let told: Failure?

    private enum CodingKeys: CodingKey {
        case action, machine, session, number, operation, product, target, sha256, oldVersion, newVersion, oldTree, newTree, steps
        case outcome
    }

    init(_ work: Sessions.Operation.Work, _ outcome: Outcome, machine: MachineID, number: String) {
        action = Self.word(work).split(separator: " ").first.map(String.init) ?? ""
        self.machine = machine.description
        session = outcome.session.description
        self.number = number
        operation = outcome.operation.description
        switch work {
        case .install(let install):
            (product, target, sha256) = (install.product, install.target, install.digest.description)
        case .patch(let patch): (product, target, sha256) = (patch.product, patch.target, patch.digest.description)
        default: (product, target, sha256) = ("", "", "")
        }
        let effect = outcome.install
        oldVersion = effect?.oldVersion.map { DisplayText.stripped($0) }
        newVersion = effect?.newVersion.map { DisplayText.stripped($0) }
        oldTree = effect?.oldTree?.description
        newTree = effect?.newTree?.description
        steps = (effect?.steps ?? []).map {
            Step(
                name: DisplayText.stripped($0.name), exit: $0.exit, milliseconds: $0.millis,
                detail: DisplayText.stripped($0.detail))
        }
        self.outcome = OutcomeOutput(outcome)
        told = outcome.failure(machine: machine.description, session: number)
    }

    /// What makes two commands the same work.
    static func word(_ work: Sessions.Operation.Work) -> String {
        switch work {
        case .install(let install): "install \(install.target)"
        case .patch(let patch): "\(patch.action == .apply ? "patch" : "undo") \(patch.target)"
        default: ""
        }
    }

    /// What did not succeed; nil for a success.
    package var failure: Failure? {
        guard let told else { return nil }
        let code = told.code.rawValue
        var words = ["product": product]
        words["version"] = target.split(separator: "/").dropFirst().first.map(String.init)
        // The step that failed begins its detail with the code.
        if let step = steps.first(where: { $0.detail.hasPrefix(code) }) {
            let detail = step.detail.dropFirst(code.count).drop { $0 == " " }
            words["hook"] = step.name
            words["status"] = step.exit.map { String($0) }
            for name in ["reason", "output"] where !detail.isEmpty { words[name] = String(detail) }
        }
        return Failure(told.code, words.merging(told.parameters) { $1 })
    }

    package func write(to page: inout Page) {
        let language = page.language
        let succeeded = failure == nil
        page.line(language.word(succeeded ? .installDone : .installNotDone), succeeded ? .good : .bad)
        page.field(.product, product)
        page.field(.versionBefore, oldVersion ?? "")
        page.field(.versionNow, newVersion ?? "")
        var table = Table([
            Table.Column(language.word(.installStep)), Table.Column(language.word(.exitStatus), isNumber: true),
            Table.Column(language.word(.detail)),
        ])
        for step in steps { table.add([step.name, step.exit.map { String($0) } ?? "", step.detail]) }
        if !steps.isEmpty { page.table(table, ifEmpty: .installStep) }
    }
}
