import AuditLog
import Entitlement
import Messages
import Plans
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// Other people's price lists, by edition (requirement A21).
struct TariffCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.tariffImport, to: Caller.isVendorAdmin) { try await `import`($0.technician, $1) }
        router.feed(.tariffList, to: Caller.isTechnician) { _, _, send in try await list(send) }
    }

    /// The same content again changes nothing, and says so.
    private func `import`(_ technician: Caller.Technician, _ call: WireFileImportCall) async throws -> WireTariffView {
        try FieldChecks.require(call.content.utf8.count <= DeskLimits.fileBytes, "content")
        try FieldChecks.require(call.holidays.isEmpty, "holidays")
        let tariff = try TariffFile.parse(call.content, file: String(call.file.prefix(DeskLimits.wordCharacters)))
        return try await context.change(.tariffImport, call, key: .none, by: DeskChange.Author(technician)) { change in
            let (stored, isNew) = try change.transaction.tariffs.import(tariff, actor: change.author.id, at: change.now)
            if isNew { try change.log(.tariffImported, ["tariff": stored.name]) }
            var view = WireTariffView(stored)
            view.unchanged = !isNew
            return view
        }
    }

    private func list(_ send: @Sendable (WireTariffListReply) async throws -> Void) async throws {
        let pages = try await context.database.read { transaction in
            try ReplyRoom.pages(of: transaction.tariffs.all().map { WireTariffView($0) })
        }
        for page in pages { try await send(WireTariffListReply.with { $0.tariffs = page }) }
    }
}

extension WireTariffView {
    init(_ tariff: TariffVersion) {
        self.init()
        name = tariff.name
        source = tariff.source
        year = UInt32(clamping: tariff.year)
        edition = UInt32(clamping: tariff.edition)
        from = tariff.interval.start.gregorianText
        until = tariff.interval.end.gregorianText
        lines = tariff.lines.map { line in
            var view = WireTariffLineView()
            view.code = line.code
            view.persian = line.title.persian
            view.english = line.title.english
            view.unit = line.unit.rawValue
            view.rials = line.rate.rials
            return view
        }
        conditions = tariff.conditions.map { WireTitled($0) }
    }
}

extension WireTitled {
    init(_ condition: TariffCondition) {
        self.init()
        name = condition.name
        persian = condition.text.persian
        english = condition.text.english
    }
}

extension AuditKind {
    static let tariffImported = AuditKind(rawValue: "tariff.imported")
}
