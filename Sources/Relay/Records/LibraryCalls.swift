import AuditLog
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// The guide library: what is sent with a retraining (requirement A13). The files themselves are elsewhere.
struct LibraryCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.libraryAdd, to: Caller.isAdmin) { try await add($0.technician, $1) }
        router.answer(.libraryList, to: Caller.isTechnician) { _, _ in try await list() }
    }

    private func add(_ technician: Caller.Technician, _ call: WireLibraryAddCall) async throws -> WireLibraryItem {
        guard let digest = Digest(bytes: call.digest) else { throw Failure(.callInvalid, ["field": "digest"]) }
        let item = LibraryItem(
            name: call.name, version: call.version, form: try FieldChecks.value(call.type, "type"), product: call.product,
            digest: digest, size: call.size)
        return try await context.change(
            .libraryAdd, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            try change.transaction.library.add(item, by: technician.id, at: change.now)
            try change.log(.libraryAdded, ["name": item.name, "version": item.version], content: digest)
            return WireLibraryItem(item, sent: 0)
        }
    }

    private func list() async throws -> WireLibraryListReply {
        try await context.database.read { transaction in
            var room = ReplyRoom()
            var reply = WireLibraryListReply()
            for (item, sent) in try transaction.library.list() {
                let view = WireLibraryItem(item, sent: sent)
                if try room.takes(view) { reply.items.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }
}

extension WireLibraryItem {
    init(_ item: LibraryItem, sent count: Int) {
        self.init()
        name = item.name
        version = item.version
        type = item.form.rawValue
        product = item.product
        digest = Data(item.digest.bytes)
        size = item.size
        sent = UInt32(clamping: count)
    }
}

extension AuditKind {
    static let libraryAdded = AuditKind(rawValue: "library.added")
}
