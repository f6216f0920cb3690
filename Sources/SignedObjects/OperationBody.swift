package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

private let rules: [(WireOverwriteRule, OverwriteRule)] = [
    (.backup, .backup), (.refuse, .refuse), (.replace, .replace), (.skip, .skip), (.keepBoth, .keepBoth),
]
private let linkRules: [(WireLinkRule, LinkRule)] = [(.keep, .keep), (.skip, .skip), (.follow, .follow)]

extension Operation: FreelySigned {
    package static var domain: Domain { .operation }

    /// An operation may wait for its machine, but not longer than its technician is certified.
    package var lastUse: Timestamp? { notAfter }

    package init(wire: WireOperation) throws(Failure) {
        let work: Work
        switch wire.what {
        case .push(let push): work = .push(try FilePush(wire: push))
        case .pull(let pull): work = .pull(try FilePull(wire: pull))
        case .list(let list): work = .list(try FileList(path: ScopePath(list.path), depth: Int(list.depth)))
        case .install(let install): work = .install(try ProductInstall(wire: install))
        case .patch(let patch): work = .patch(try PatchWork(wire: patch))
        case .diagnosis(let diagnosis): work = .diagnosis(try Diagnosis(wire: diagnosis))
        case .command(let command): work = .command(try CommandRun(wire: command))
        case .script(let script): work = .script(try ScriptRun(wire: script))
        case nil: throw FieldReading.bad("what")
        }
        try self.init(
            request: FieldReading.digest(wire.request, "request"), session: FieldReading.identifier(wire.session, "session"),
            operation: FieldReading.identifier(wire.operation, "operation"), line: Int(wire.line),
            notAfter: Timestamp(milliseconds: wire.notAfter), work: work)
    }

    package var wire: WireOperation {
        WireOperation.with {
            $0.request = Data(request.bytes)
            $0.session = session.description
            $0.operation = operation.description
            $0.line = UInt32(clamping: line)
            $0.notAfter = notAfter.milliseconds
            switch work {
            case .push(let push): $0.push = push.wire
            case .pull(let pull): $0.pull = pull.wire
            case .list(let list):
                $0.list = WireFileList.with {
                    $0.path = list.path.description
                    $0.depth = UInt32(clamping: list.depth)
                }
            case .install(let install): $0.install = install.wire
            case .patch(let patch): $0.patch = patch.wire
            case .diagnosis(let diagnosis): $0.diagnosis = diagnosis.wire
            case .command(let command): $0.command = command.wire
            case .script(let script): $0.script = script.wire
            }
        }
    }
}

extension FilePush {
    fileprivate init(wire: WireFilePush) throws(Failure) {
        try self.init(
            manifest: FieldReading.digest(wire.manifest, "push.manifest"), destination: ScopePath(wire.destination),
            overwrite: FieldReading.value(wire.overwrite, rules, "push.overwrite"), size: wire.size, isTree: wire.tree,
            deletesExtraneous: wire.deleteExtraneous, isDryRun: wire.dryRun)
    }

    fileprivate var wire: WireFilePush {
        WireFilePush.with {
            $0.manifest = Data(manifest.bytes)
            $0.destination = destination.description
            $0.overwrite = FieldReading.wire(overwrite, rules)
            $0.size = size
            $0.tree = isTree
            $0.deleteExtraneous = deletesExtraneous
            $0.dryRun = isDryRun
        }
    }
}

extension FilePull {
    /// A single file has no rule for links.
    fileprivate init(wire: WireFilePull) throws(Failure) {
        if !wire.tree, wire.links != .unspecified { throw FieldReading.bad("pull.links") }
        try self.init(
            source: ScopePath(wire.source), isTree: wire.tree, include: wire.include, exclude: wire.exclude,
            links: wire.tree ? FieldReading.value(wire.links, linkRules, "pull.links") : .keep)
    }

    fileprivate var wire: WireFilePull {
        WireFilePull.with {
            $0.source = source.description
            $0.tree = isTree
            $0.include = include
            $0.exclude = exclude
            if isTree { $0.links = FieldReading.wire(links, linkRules) }
        }
    }
}
