import Bundles
import Cryptography
package import Diagnostics
import Documents
package import Messages
import Primitives
package import Sentences
import Sessions

/// One diagnosis, as `preview`, `send` and `withhold` tell it.
package struct DiagnosisOutput: Encodable, Sendable {
    package struct File: Encodable, Sendable {
        let name: String
        let bytes: UInt64
        let redactions: UInt64
    }

    let operation: String
    let session: String
    package let number: String
    let technician: String
    package let state: String
    let asked: OutputTime?
    package let findings: UInt64
    package let redactions: UInt64
    /// Of a preview, the gravest first.
    package let found: [Finding]?
    /// Of a preview: what was taken out, most first.
    package let redacted: [DiagnosisLook.Redacted]?
    package let files: [File]
    /// Of the file that leaves, once it is approved.
    let bundle: String?
    let bytes: UInt64?
    let sha256: String?
    let leftOut: [String]
    let decided: OutputTime?
    let decidedBy: String?
    let reason: String?

    package init(_ wire: WireLocalDiagnosis, _ look: DiagnosisLook? = nil) {
        found = look?.findings
        redacted = look?.redacted
        operation = wire.operation
        session = wire.session
        number = wire.number
        technician = DisplayText.stripped(wire.technician)
        state = wire.state
        asked = OutputTime(wire: wire.asked)
        findings = wire.findings
        redactions = wire.redactions
        files = wire.files.map {
            File(name: DisplayText.stripped($0.name, limit: 200), bytes: $0.bytes, redactions: $0.redactions)
        }
        let hasBundle = !wire.bundle.isEmpty
        bundle = hasBundle ? wire.bundle : nil
        bytes = hasBundle ? wire.size : nil
        sha256 = hasBundle ? Digest(bytes: wire.digest)?.description : nil
        leftOut = wire.leftOut.map { DisplayText.stripped($0, limit: 200) }
        decided = OutputTime(wire: wire.decided)
        decidedBy = wire.decidedBy.isEmpty ? nil : DisplayText.stripped(wire.decidedBy)
        reason = wire.reason.isEmpty ? nil : DisplayText.stripped(wire.reason, limit: SessionLimits.noteCharacters)
    }

    package var isWaiting: Bool { state == "waiting" }
}

/// `preview` without a name.
package struct DiagnosesOutput: Encodable, Sendable {
    package let diagnoses: [DiagnosisOutput]

    package init(_ wire: [WireLocalDiagnosis]) {
        diagnoses = wire.map { DiagnosisOutput($0) }
    }
}

/// Diagnoses for a person.
package enum DiagnosisText {
    package static func make(_ output: DiagnosesOutput, in language: Language) -> String {
        guard !output.diagnoses.isEmpty else { return language.word(.noDiagnoses) }
        var table = Table([
            Table.Column(language.word(.number)), Table.Column(language.word(.state)), Table.Column(language.word(.technician)),
            Table.Column(language.word(.findings), isNumber: true), Table.Column(language.word(.redactions), isNumber: true),
        ])
        for one in output.diagnoses {
            table.add([
                one.number, state(one.state, in: language), DisplayWidth.cut(one.technician, to: 24),
                language.number(one.findings), language.number(one.redactions),
            ])
        }
        var lines = table.lines(in: language)
        if let waiting = output.diagnoses.first(where: \.isWaiting) { lines += hints(waiting, in: language) }
        return lines.joined(separator: "\n")
    }

    /// - Parameter paint: makes a severity's word stand out, where there are colours.
    package static func make(
        _ output: DiagnosisOutput, in language: Language, paint: (Finding.Severity, String) -> String = { $1 }
    ) -> String {
        func line(_ label: AgentWord, _ value: String) -> String {
            "  \(language.word(label)): \(Isolation.isolate(value, in: language))"
        }
        var lines = [output.number + "  " + state(output.state, in: language)]
        if let found = output.found {
            lines += FindingLines.make(found, in: language, paint: paint).map { "  " + $0 }
        }
        lines.append(line(.technician, output.technician))
        if let asked = output.asked { lines.append(line(.askedAt, language.moment(asked.time.milliseconds))) }
        lines.append(line(.findings, language.number(output.findings)))
        lines.append(line(.redactions, language.number(output.redactions)))
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
        if output.isWaiting { lines += hints(output, in: language) }
        return lines.joined(separator: "\n")
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

    private static func hints(_ output: DiagnosisOutput, in language: Language) -> [String] {
        [
            "\(language.word(.toLookAt)): hamyar-agent preview \(output.number) --save DIRECTORY",
            "\(language.word(.toLetLeave)): hamyar-agent send \(output.number) [--without FILE] [--redact WORD]",
            "\(language.word(.toKeep)): hamyar-agent withhold \(output.number)",
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
