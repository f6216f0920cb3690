import Entitlement
import Primitives
package import Sentences
package import Sessions

/// A command, a script or a diagnosis for people on both sides: what somebody wanted done, word for word (H39).
package enum OperationText {
    /// Each fact with its label, the first one says what it is. None for what moves or installs files: its outcome says what.
    ///
    /// - Parameter limit: characters of a command's words, or of what a script is told.
    package static func fields(
        _ operation: Operation, in language: Language, isCut: Bool = false, limit: Int = .max
    ) -> [(label: Phrase, value: String)] {
        let more = isCut ? " …" : ""
        switch operation.work {
        case .command(let command):
            var fields: [(Phrase, String)] = [
                (.command, code(ArgumentText.line(command.arguments, limit: limit) + more, in: language))
            ]
            if let directory = command.directory {
                fields.append((.directory, code(ArgumentText.word(directory.description), in: language)))
            }
            return fields + [(.timeLimit, language.duration(command.timeout))]
        case .script(let script):
            var fields: [(Phrase, String)] = [(.script, code(script.name + " " + script.version, in: language))]
            if !script.arguments.isEmpty || isCut {
                let values = ArgumentText.line(script.arguments.map(\.text), limit: limit)
                fields.append((.scriptValues, code(values + more, in: language)))
            }
            return fields + [(.signedOrder, code("sha256:\(script.digest)", in: language))]
        case .diagnosis(let diagnosis):
            if let period = diagnosis.period { return [(.liveFigures, language.duration(period))] }
            let only =
                diagnosis.only.isEmpty ? language.phrase(.allOfIt) : code(diagnosis.only.joined(separator: " "), in: language)
            var fields: [(Phrase, String)] = [(.diagnosis, only)]
            if let since = diagnosis.logsSince, let zone = try? CivilZone.tehran() {
                fields.append((.logsSince, language.time(since, in: zone)))
            }
            return fields
        case .push, .pull, .list, .install, .patch: return []
        }
    }

    /// What was found and taken out, and whether it left.
    package static func fields(
        _ effect: DiagnosisEffect, in language: Language
    ) -> [(label: Phrase, value: String)] {
        guard effect.readings == 0 else { return [(.readings, language.number(effect.readings))] }
        var fields: [(Phrase, String)] = [
            (.found, language.number(effect.findings)), (.takenOut, language.number(effect.redactions)),
        ]
        if !effect.leftOut.isEmpty { fields.append((.leftOut, code(ArgumentText.line(effect.leftOut), in: language))) }
        return fields
    }

    /// Runs from left to right in any sentence, as commands do.
    private static func code(_ text: String, in language: Language) -> String {
        guard language == .persian || !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return "\u{2066}\(text)\u{2069}"
    }
}
