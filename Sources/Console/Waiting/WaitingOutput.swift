import Cryptography
import Documents
import Primitives
import Sentences
import Sessions

/// `push --to`, and `push` to a machine that is away: what waits at the relay now.
package struct WaitingOutput: Report {
    package struct Machine: Encodable, Sendable {
        let id: String
        let number: String
        let name: String
        let customer: String
        /// S-1042; absent where the relay did not take the request.
        let session: String?
        let stored: Bool
        /// Why not; a code.
        let code: String?
    }

    let blobs: [String]
    let machines: [Machine]

    init(_ machines: [WaitingPlan.Machine], blobs: [Digest]) {
        self.blobs = blobs.map(\.description)
        self.machines = machines.map {
            Machine(
                id: $0.id, number: $0.number, name: DisplayText.stripped($0.name), customer: DisplayText.stripped($0.customer),
                session: $0.session, stored: $0.isStored, code: $0.refused)
        }
    }

    /// The first refusal, where nothing could be stored at all.
    static func failure(of machines: [WaitingPlan.Machine]) -> Failure? {
        guard !machines.contains(where: \.isStored), let code = machines.lazy.compactMap(\.refused).first else { return nil }
        return Failure(Failure.Code(rawValue: code))
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([.session, .machine, .name, .customer, .state].map { Table.Column(language.word($0)) })
        for machine in machines {
            table.add([
                machine.session ?? "–", machine.number, machine.name, machine.customer,
                machine.stored ? language.word(.waits) : machine.code ?? "",
            ])
        }
        page.table(table, ifEmpty: .nothingFound)
        page.line(language.word(.askedWhenBack))
    }
}
