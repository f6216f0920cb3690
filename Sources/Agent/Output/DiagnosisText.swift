import Bundles
package import Diagnostics
import Documents
import Primitives
package import Sentences
import Sessions

/// Diagnoses for a person.
package enum DiagnosisText {
    /// Two lines for each: which one it is, how it stands and since when; then who asked for it and what is in it.
    package static func make(_ output: DiagnosesOutput, in language: Language) -> String {
        guard !output.diagnoses.isEmpty else { return language.word(.noDiagnoses) }
        let names = DiagnosisNames(output.diagnoses)
        var lines = output.diagnoses.flatMap { one -> [String] in
            let asked = one.asked.map { language.word(.askedAt).lowercased() + " " + language.moment($0.time.milliseconds) } ?? ""
            let facts = [
                language.word(.technician) + ": " + Isolation.isolate(DisplayWidth.cut(one.technician, to: 24), in: language),
                language.word(.findings) + ": " + language.number(one.findings),
                language.word(.redactions) + ": " + language.number(one.redactions),
            ]
            return [
                "\(one.number)  \(names.short(one))  " + language.joined([state(one.state, in: language), asked]),
                "    " + language.joined(facts),
            ]
        }
        if let waiting = output.diagnoses.first(where: \.isWaiting) { lines += hints(names.name(waiting), in: language) }
        return lines.joined(separator: "\n")
    }

    /// - Parameters:
    ///   - all: what is on this machine, as `preview` without a name lists it: the others that wait are told from this one.
    ///   - paint: makes a severity's word stand out, where there are colours.
    package static func make(
        _ output: DiagnosisOutput, among all: DiagnosesOutput? = nil, in language: Language,
        paint: (Finding.Severity, String) -> String = { $1 }
    ) -> String {
        func line(_ label: AgentWord, _ value: String) -> String {
            "  \(language.word(label)): \(Isolation.isolate(value, in: language))"
        }
        let names = DiagnosisNames(all?.diagnoses ?? [output])
        var lines = ["\(output.number)  \(names.short(output))  \(state(output.state, in: language))"]
        if let found = output.found {
            lines += FindingLines.make(found, in: language, paint: paint).map { "  " + $0 }
        }
        lines.append(line(.technician, output.technician))
        if let asked = output.asked { lines.append(line(.askedAt, language.moment(asked.time.milliseconds))) }
        lines.append(line(.findings, language.number(output.findings)))
        lines.append(line(.redactions, language.number(output.redactions)))
        if let totals = output.redactedByRule, !totals.isEmpty { lines += byRule(totals, in: language) }
        if let redacted = output.redacted, !redacted.isEmpty { lines += places(redacted, in: language) }
        if !output.files.isEmpty {
            lines.append("  " + language.word(output.isWaiting ? .wouldLeave : .leaves) + ":")
            var table = Table([
                Table.Column("    " + language.word(.file)), Table.Column(language.word(.size), isNumber: true),
                Table.Column(language.word(.redactions), isNumber: true),
            ])
            for file in output.files {
                table.add(["    " + file.name, language.bytes(file.bytes), language.number(file.redactions)])
            }
            lines += table.lines(in: language)
            lines.append(line(.bundleSize, language.bytes(output.files.reduce(0) { $0 + $1.bytes })))
        }
        if !output.leftOut.isEmpty { lines.append(line(.staysHere, output.leftOut.joined(separator: " "))) }
        if let bundle = output.bundle, let bytes = output.bytes, let digest = output.sha256 {
            lines.append(line(.bundle, bundle + ", " + language.bytes(bytes)))
            lines.append("  SHA-256: " + digest)
        }
        if let by = output.decidedBy, let decided = output.decided {
            lines.append(line(.decidedBy, by + ", " + language.moment(decided.time.milliseconds)))
        }
        if let reason = output.reason { lines.append(line(.why, reason)) }
        guard output.isWaiting else { return lines.joined(separator: "\n") }
        let others = names.othersWaiting(output)
        if !others.isEmpty { lines.append(line(.alsoWaiting, language.joined(others.map(names.short)))) }
        lines += hints(names.name(output), in: language)
        return lines.joined(separator: "\n")
    }

    /// `Passwords (password) 3, Tokens (token) 2`, in lines of a terminal's width.
    private static func byRule(_ totals: [DiagnosisLook.Total], in language: Language) -> [String] {
        let parts = totals.map {
            rule($0.rule, in: language) + " " + language.number($0.count)
        }
        return language.wrapped(language.word(.byRule) + ": " + language.joined(parts), indent: 2)
    }

    /// In words, and as it stands in the files; a vendor's or a customer's own as it is.
    private static func rule(_ rule: String, in language: Language) -> String {
        let name = Isolation.isolate(DisplayText.stripped(rule, limit: 60), in: language)
        return FactValues.words(rule, of: "rule", in: language).map { "\($0) (\(name))" } ?? name
    }

    /// Rule, file and count; so many of them as a person reads, the rest counted.
    private static func places(_ redacted: [DiagnosisLook.Redacted], in language: Language) -> [String] {
        var table = Table([
            Table.Column("    " + language.word(.rule)), Table.Column(language.word(.file)),
            Table.Column(language.word(.redactions), isNumber: true),
        ])
        for place in redacted.prefix(Self.placeLimit) {
            table.add([
                "    " + DisplayText.stripped(place.rule, limit: 60), DisplayText.stripped(place.file, limit: 200),
                language.number(place.count),
            ])
        }
        let more = redacted.count - Self.placeLimit
        let rest = more > 0 ? ["    + \(language.number(more)) \(language.word(.moreRedactions))"] : []
        return table.lines(in: language) + rest
    }

    /// Lines of the list of what was taken out. Ours: a screenful.
    private static let placeLimit = 40

    private static func hints(_ name: String, in language: Language) -> [String] {
        [
            "\(language.word(.toLookAt)): hamyar-agent preview \(name) --save DIRECTORY",
            "\(language.word(.toLetLeave)): hamyar-agent send \(name) [--without FILE] [--redact WORD]",
            "\(language.word(.toKeep)): hamyar-agent withhold \(name)",
        ]
    }

    private static func state(_ state: String, in language: Language) -> String {
        let word: AgentWord? =
            switch state {
            case "collecting": .isCollecting
            case "waiting": .waitsForYourLook
            case "approved": .isOnItsWay
            case "sent": .wasSent
            case "withheld": .wasWithheld
            case "over": .isOver
            default: nil
            }
        return word.map(language.word) ?? state
    }
}
