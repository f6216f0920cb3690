import Documents
package import Messages
import Primitives
package import Sentences

/// `code`: the support codes of the customer's contracts.
package struct CodeOutput: Encodable, Sendable {
    package struct Code: Encodable, Sendable {
        let contract: String
        let code: String
        /// When the next one comes; it is right for a day more.
        let validUntil: OutputTime?
        /// Of the code before it; absent where none is right any more.
        let oldValidUntil: OutputTime?
    }

    let codes: [Code]

    package init(_ view: WireCodeView) {
        codes = view.codes.map {
            Code(
                contract: $0.contract, code: $0.code, validUntil: OutputTime(wire: $0.validUntil),
                oldValidUntil: OutputTime(wire: $0.oldValidUntil))
        }
    }
}

/// `code` for a person.
package enum CodeText {
    package static func make(_ view: WireCodeView, in language: Language) -> String {
        guard !view.codes.isEmpty else { return language.word(.noContracts) }
        let codes = view.codes.flatMap { code -> [String] in
            let contract = Isolation.isolate(code.contract, in: language)
            var lines = language.wrapped("\(contract): \(Isolation.isolate(code.code, in: language))")
            lines.append("  \(language.word(.newCodeThen)) \(language.moment(code.validUntil))")
            if code.oldValidUntil != 0 {
                lines.append("  \(language.word(.oldCodeUntil)) \(language.moment(code.oldValidUntil))")
            }
            return lines
        }
        return (codes + language.wrapped(language.word(.codeRule))).joined(separator: "\n")
    }
}

/// `ready`, `confirm`.
package struct SubjectOutput: Encodable, Sendable {
    let subject: String
    let state: String

    package init(_ reply: WireReadyReply) {
        (subject, state) = (reply.subject, reply.state)
    }

    package init(_ reply: WireConfirmReply) {
        (subject, state) = (reply.subject, reply.state)
    }
}
