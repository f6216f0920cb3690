import Agent
import ArgumentParser
import Diagnostics
import Documents
import Foundation
import Messages
import Primitives
import Sentences
import SwiftProtobuf

/// `hamyar-agent preview [ID]`
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at what a technician would see of this machine, before it leaves.",
        discussion: """
            Without ID it lists the diagnoses of the last days, each with its id. Passwords, tokens, keys, personal numbers and the like have been taken out
            already; what is left is shown as it would be sent.

            Example: hamyar-agent preview S-1042 --save /tmp/look, then open /tmp/look/report.en.html in a browser.
            """)
    @Argument(help: "The session: S-1042, 1042; or the id that `preview` lists.") var diagnosis: String?
    @Option(help: "Print one of its files.") var file: String?
    @Option(help: "Write all of it into a new directory.") var save: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if diagnosis == nil, file != nil || save != nil { throw ValidationError("--file and --save need the diagnosis.") }
        if file != nil, save != nil { throw ValidationError("Either --file or --save.") }
    }

    func run() async throws {
        if let file { return try await show(file) }
        try await common.perform {
            try await LocalAccess.use(common.home, logger: common.logger) { service in
                guard let diagnosis else {
                    let output = DiagnosesOutput(try await service.diagnoses())
                    return CommandOutput(document: output, text: DiagnosisText.make(output, in: common.language))
                }
                let shown = try await service.diagnosis(WireLocalDiagnosisCall.with { $0.diagnosis = diagnosis })
                let output = DiagnosisOutput(shown, try await DiagnosisLook.fetch(shown, from: service))
                let all = DiagnosesOutput(try await service.diagnoses())
                var text = DiagnosisText.make(output, among: all, in: common.language, paint: Colours().paint)
                if let save {
                    try await write(shown, to: save, service)
                    text += "\n\(common.language.word(.savedTo)): \(save)"
                }
                return CommandOutput(document: output, text: text)
            }
        }
    }

    /// The file's own bytes where they go into another program; without terminal escapes where a person reads them.
    private func show(_ file: String) async throws {
        do {
            try await LocalAccess.use(common.home, logger: common.logger) { service in
                let output = FilePrinter()
                try await service.diagnosisFile(call(file)) { output.take($0) }
                output.finish()
            }
        } catch {
            common.report(error)
            throw ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
        }
    }

    /// Into a directory that is new: nothing here is overwritten.
    private func write(_ shown: WireLocalDiagnosis, to directory: String, _ service: any LocalService) async throws {
        try NewDirectory.make(directory)
        for file in shown.files where !file.name.split(separator: "/").contains("..") {
            let path = directory + "/" + file.name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            let handle = try SavedFile(path)
            try await service.diagnosisFile(call(file.name)) { try handle.write($0) }
        }
    }

    private func call(_ file: String) -> WireLocalDiagnosisCall {
        WireLocalDiagnosisCall.with {
            $0.diagnosis = diagnosis ?? ""
            $0.file = file
        }
    }
}

/// `hamyar-agent send ID`
struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let a diagnosis leave this machine, as you saw it.",
        discussion: """
            Where several of one session wait, it takes the id that `hamyar-agent preview` lists.
            Example: hamyar-agent send S-1042 --without logs/journal.txt --redact 'Sepehr Company'
            """)
    @Argument(help: "The session: S-1042, 1042; or the id that `preview` lists.") var diagnosis: String
    @Option(help: "A file that stays here, as `preview` names it; may be given several times.") var without: [String] = []
    @Option(help: "A word that is taken out of everything; may be given several times.") var redact: [String] = []
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let call = WireLocalDiagnosisSendCall.with {
                $0.diagnosis = diagnosis
                $0.without = without
                $0.redact = redact
            }
            let sent = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.sendDiagnosis(call) }
            let output = DiagnosisOutput(sent)
            return CommandOutput(document: output, text: DiagnosisText.make(output, in: common.language))
        }
    }
}

/// `hamyar-agent withhold ID`
struct Withhold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep a diagnosis on this machine; the technician is told that you do.")
    @Argument(help: "The session: S-1042, 1042; or the id that `preview` lists.") var diagnosis: String
    @Option(help: "What the technician is told.") var reason = ""
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let call = WireLocalReasonCall.with {
                $0.session = diagnosis
                $0.reason = reason
            }
            let kept = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.withholdDiagnosis(call) }
            let output = DiagnosisOutput(kept)
            return CommandOutput(document: output, text: DiagnosisText.make(output, in: common.language))
        }
    }
}

/// `hamyar-agent collect NAME`: one collector's own process, which the agent starts and can end.
struct Collect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Perform one collector for the agent.", shouldDisplay: false)
    @Argument(help: "The collector's name.") var name: String

    func run() async throws {
        let report = try await CollectionRequest.perform(
            CollectorName(rawValue: name), environment: ProcessInfo.processInfo.environment)
        try FileHandle.standardOutput.write(contentsOf: Data(report))
    }
}
