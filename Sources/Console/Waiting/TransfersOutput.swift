import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// One transfer: one that runs, waits or is over, or content on its way to the relay.
package struct KnownTransferOutput: Report {
    let id: String
    let direction: String
    let state: String
    let session: String?
    let number: String?
    let machine: String?
    let machineName: String?
    let customer: String?
    let technician: String
    let path: String?
    let bytes: UInt64
    let size: UInt64
    let bytesPerSecond: UInt64
    let since: OutputTime?
    let keepUntil: OutputTime?
    let stored: Bool
    let code: String?
    let attempts: UInt32
    let retryAt: OutputTime?
    let finished: OutputTime?
    let blob: String?
    let manifest: String?
    let online: Bool

    package init(_ view: WireTransferView) {
        func text(_ text: String) -> String? { text.isEmpty ? nil : DisplayText.stripped(text) }
        id = view.id
        direction = view.direction
        state = view.state
        session = text(view.session)
        number = text(view.number)
        machine = text(view.machine)
        machineName = text(view.machineName)
        customer = text(view.customer)
        technician = DisplayText.stripped(view.technicianName)
        path = text(view.path)
        bytes = view.bytes
        size = view.size
        bytesPerSecond = view.rate
        since = OutputTime(wire: view.since)
        keepUntil = OutputTime(wire: view.keepUntil)
        stored = view.stored
        code = text(view.code)
        attempts = view.attempts
        retryAt = OutputTime(wire: view.retryAt)
        finished = OutputTime(wire: view.finished)
        blob = view.blob.isEmpty ? nil : Hexadecimal.encode(view.blob)
        manifest = view.manifest.isEmpty ? nil : Hexadecimal.encode(view.manifest)
        online = view.online
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.field(.id, id)
        page.composed(.state, language.word(Word.transferState(state)))
        page.field(.session, number ?? "")
        page.field(.machine, [machine, machineName].compactMap { $0 }.joined(separator: " "))
        page.field(.customer, customer ?? "")
        page.field(.destination, path ?? "")
        page.composed(.size, amount(language))
        if bytesPerSecond > 0 { page.composed(.speed, language.bytes(bytesPerSecond) + "/s") }
        if let keepUntil, finished == nil { page.composed(.waitsUntil, page.time(keepUntil)) }
        page.field(.code, code ?? "")
    }

    fileprivate func amount(_ language: Language) -> String {
        bytes > 0 && state != "done"
            ? language.bytes(bytes) + " " + language.word(.ofTotal) + " " + language.bytes(size) : language.bytes(size)
    }
}

/// `transfers`.
package struct KnownTransfersOutput: Report {
    let transfers: [KnownTransferOutput]

    package init(_ views: [WireTransferView]) {
        transfers = views.map(KnownTransferOutput.init)
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.id, .state, .session, .machine, .size, .speed, .since, .waitsUntil].map { Table.Column(language.word($0)) })
        for transfer in transfers {
            table.add([
                transfer.id, language.word(Word.transferState(transfer.state)), transfer.number ?? "",
                transfer.machineName ?? "", transfer.amount(language),
                transfer.bytesPerSecond > 0 ? language.bytes(transfer.bytesPerSecond) + "/s" : "", page.time(transfer.since),
                transfer.finished == nil ? transfer.keepUntil.map { page.time($0) } ?? "" : transfer.code ?? "",
            ])
        }
        page.table(table, ifEmpty: .noTransfers)
    }
}

/// `session show --files`: the manifests on the record, with every file.
package struct SessionFilesOutput: Report {
    package struct Entry: Encodable, Sendable {
        let path: String
        let kind: String
        let size: UInt64
        let sha256: String?
        let target: String?
    }

    package struct Manifest: Encodable, Sendable {
        let transfer: String
        let direction: String
        /// On the machine.
        let path: String
        let manifest: String
        /// The machine has signed an outcome over it.
        let confirmed: Bool
        var entries: [Entry]
    }

    var manifests: [Manifest] = []

    package init(_ replies: [WireSessionFilesReply]) {
        for reply in replies {
            let entries = reply.entries.map { entry in
                Entry(
                    path: DisplayText.stripped(entry.path),
                    kind: entry.kind == .directory ? "directory" : entry.kind == .link ? "link" : "file", size: entry.size,
                    sha256: entry.digest.isEmpty ? nil : Hexadecimal.encode(entry.digest),
                    target: entry.target.isEmpty ? nil : DisplayText.stripped(entry.target))
            }
            if reply.first > 0, let last = manifests.indices.last {
                manifests[last].entries += entries
            } else {
                manifests.append(
                    Manifest(
                        transfer: reply.transfer, direction: reply.direction, path: DisplayText.stripped(reply.path),
                        manifest: Hexadecimal.encode(reply.manifest), confirmed: reply.confirmed, entries: entries))
            }
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        for manifest in manifests {
            page.line("\(manifest.direction) \(manifest.path)" + (manifest.confirmed ? " ✓" : ""), .strong)
            page.field(.digest, manifest.manifest)
            var table = Table([.size, .digest, .name].map { Table.Column(language.word($0)) })
            for entry in manifest.entries { table.add([language.bytes(entry.size), entry.sha256 ?? entry.kind, entry.path]) }
            page.table(table, ifEmpty: .nothingFound)
        }
        if manifests.isEmpty { page.line(language.word(.noTransfers)) }
    }
}
