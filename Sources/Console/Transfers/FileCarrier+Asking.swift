import FileTransfer
import Primitives
package import Sessions
import SignedObjects

extension FileCarrier {
    /// As `push`, after a dry run: a person says of each file that would be replaced what shall become of it. Files with the same
    /// answer go as one operation. Everything is asked before anything is done: who stops at a question has changed nothing.
    ///
    /// - Parameter asking: told the path on the machine.
    package func push(
        _ sources: [String], to target: MachinePath, _ choices: PushChoices,
        asking: @Sendable (String) throws -> Sessions.OverwriteRule
    ) async throws -> TransfersOutput {
        guard sources.count == 1 || target.path.hasSuffix("/") else {
            throw Failure(.consoleArgument, ["option": "MACHINE:PATH", "value": target.path, "reason": "/ at its end"])
        }
        let found = try sources.map { try PushSource($0, rules: choices.rules) }
        return try await TechnicianDesk.sit(at: door) { desk in
            var answered: [Answered] = []
            for source in found {
                let place = try source.isDirectory ? target.directory(of: source.name) : target.destination(of: source.name)
                var dry = choices
                dry.isDryRun = true
                let session = try await session(for: place, target.machine, choices, desk)
                for manifest in try await manifests(of: source, choices) {
                    let preview = try await perform(manifest, of: source, at: place, dry, in: session, target.machine, desk)
                    answered += try Self.split(manifest, preview, choices.overwrite, place, source, asking).map {
                        Answered(source: source, place: place, session: session, rule: $0, manifest: $1)
                    }
                }
            }
            var outputs: [TransferOutput] = []
            // A person may have thought for long; a connection that was lost meanwhile is opened again.
            for part in answered {
                var chosen = choices
                chosen.overwrite = part.rule
                outputs.append(
                    try await perform(
                        part.manifest, of: part.source, at: part.place, chosen, in: part.session, target.machine, desk))
            }
            return TransfersOutput("push", outputs)
        }
    }

    /// Files of one source with the same answer.
    private struct Answered {
        let source: PushSource
        let place: ScopePath
        let session: SessionFacts
        let rule: Sessions.OverwriteRule
        let manifest: Manifest
    }

    /// The manifest's entries by the rule that was chosen for them; whatever needs no answer goes by `rule`.
    ///
    /// - Throws: `file.too-many` where the machine has more to ask than one answer holds.
    private static func split(
        _ manifest: Manifest, _ output: TransferOutput, _ rule: Sessions.OverwriteRule, _ place: ScopePath, _ source: PushSource,
        _ asking: (String) throws -> Sessions.OverwriteRule
    ) throws -> [(Sessions.OverwriteRule, Manifest)] {
        guard let preview = output.preview else { return [(rule, manifest)] }
        let conflicts = Set(preview.items.filter { $0.action == "replace" }.map(\.path))
        guard preview.more == 0 || conflicts.isEmpty else {
            throw Failure(.fileTooMany, ["path": place.description, "limit": String(preview.items.count)])
        }
        var chosen: [Sessions.OverwriteRule: [ManifestEntry]] = [:]
        for entry in manifest.entries {
            let isConflict = conflicts.contains(source.isDirectory ? entry.path : "")
            let path = source.isDirectory ? "\(place)/\(entry.path)" : place.description
            chosen[isConflict ? try asking(path) : rule, default: []].append(entry)
        }
        // Directories last, with what needed no answer: their times are set when everything is in them.
        let rules = Sessions.OverwriteRule.allCases.filter { $0 != rule } + [rule]
        return rules.compactMap { rule in chosen[rule].map { (rule, Manifest(entries: $0)) } }
    }
}
