import Documents
import Messages
import Primitives
import Sentences
import Sessions

/// What a push to some machines would draw on and cost, before anybody is asked.
package struct WaitingEstimate: Report {
    package enum Cover: String, Encodable, Sendable {
        case covered, free, priced, denied
        /// Nothing new: it goes under a session that was asked for before.
        case session
    }

    package struct Machine: Encodable, Sendable {
        let id: String
        let number: String
        let name: String
        let customer: String
        let online: Bool
        let cover: Cover
        /// Rials that the customer would be asked to accept.
        let price: Int64
        /// Why it is left out; a code.
        let reason: String?
    }

    package let machines: [Machine]
    let bytes: UInt64
    let keepUntil: OutputTime
    /// What is signed counts no longer than the technician's certificate.
    let certificateUntil: OutputTime
    /// The technician's certificate ends before the waiting would.
    let cutByCertificate: Bool

    /// Those that are chosen.
    package var count: Int { machines.count }
    /// Those that would be asked.
    var asked: [Machine] { machines.filter { $0.cover != .denied } }

    package func write(to page: inout Page) {
        let language = page.language
        page.composed(.machinesChosen, language.number(Int64(count)))
        for cover in [Cover.covered, .free, .priced, .session, .denied] {
            let those = machines.filter { $0.cover == cover }
            guard !those.isEmpty else { continue }
            let price = those.reduce(Int64(0)) { $0.addingReportingOverflow($1.price).partialValue }
            let text = language.number(Int64(those.count)) + (price > 0 ? " · " + language.money(rials: price) : "")
            page.composed(.cover(cover), text, cover == .denied ? .warning : nil)
        }
        for machine in machines where machine.cover == .denied {
            page.line("  \(machine.number) \(machine.name): \(machine.reason ?? "")", .warning)
        }
        page.composed(.size, language.bytes(bytes))
        page.composed(.waitsUntil, page.time(keepUntil))
        page.composed(.certificateUntil, page.time(certificateUntil))
        if cutByCertificate { page.line(language.word(.certificateEndsBefore), .warning) }
    }
}
