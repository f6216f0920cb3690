import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage

/// What a contract gives, as technicians and the customer see it: what is left of what, until when, what it costs beyond.
struct EntitlementViews {
    let lookup: Lookup
    let setting: EntitlementSetting
    let now: Timestamp

    /// - Parameter room: of the reply, in which several contracts may stand.
    func view(_ contract: ContractID, _ room: inout ReplyRoom) throws -> WireEntitlementView {
        let report = try lookup.transaction.entitlementReport(of: contract, scope: lookup.scope, in: setting, at: now)
        var view = WireEntitlementView()
        view.contract = "C-\(report.contract.number)"
        view.customer = report.customer.name
        view.state = report.contract.state.rawValue
        view.points = report.points
        for line in report.lines {
            var shown = head(line)
            guard try room.takes(shown) else {
                view.cut = true
                break
            }
            let kinds = line.kinds.map { WireKindView($0) }
            shown.kinds = try kinds.filter { try room.takes($0) }
            let quotes = try line.quotes.map { try quote($0) }
            shown.quotes = try quotes.filter { try room.takes($0) }
            view.cut = view.cut || shown.kinds.count < kinds.count || shown.quotes.count < quotes.count
            view.lines.append(shown)
        }
        return view
    }

    /// With its quotas, which are few and what people look for.
    private func head(_ line: LineReport) -> WireLineEntitlement {
        var view = WireLineEntitlement()
        view.line = line.line.id.description
        view.product = line.line.product
        view.version = line.line.version
        view.plan = "\(line.term.plan.name) \(line.term.plan.edition)"
        view.from = line.term.interval.start.gregorianText
        view.until = line.term.interval.end.gregorianText
        view.guaranteeUntil = line.guaranteeEnd.gregorianText
        view.inside = line.isInside
        view.daysLeft = Int32(clamping: line.daysLeft)
        view.quotas = line.quotas.map { WireQuotaView($0) }
        return view
    }

    /// Without its positions and its history: `quote show` has them.
    private func quote(_ quote: Quote) throws -> WireQuoteView {
        var nothing = ReplyRoom(0)
        var view = try QuoteViews(lookup: lookup, now: now).view(quote, &nothing)
        view.cut = true
        return view
    }
}

extension WireQuotaView {
    init(_ report: QuotaReport) {
        self.init()
        name = report.quota.name.rawValue
        persian = report.quota.title.persian
        english = report.quota.title.english
        unit = report.quota.unit.rawValue
        granted = report.balances.granted.thousandths
        available = report.balances.available.thousandths
        held = report.balances.held.thousandths
        consumed = report.balances.consumed.thousandths
        expired = report.balances.expired.thousandths
        guard let price = report.beyond else { return }
        (beyond, beyondPrice, tariff) = (price.word, price.rials, price.tariff)
    }
}

extension WireKindView {
    init(_ report: KindReport) {
        self.init()
        name = report.kind.rawValue
        persian = report.title.persian
        english = report.title.english
        place = report.place.rawValue
        rule = report.rule
        (inside, insidePrice) = Self.words(report.inside)
        (outside, outsidePrice) = Self.words(report.outside)
        used = report.used.thousandths
    }

    /// A tariff's price is a quote's that has a price already.
    private static func words(_ cover: KindReport.Cover) -> (String, Int64) {
        switch cover {
        case .free: ("free", 0)
        case .uncounted: ("uncounted", 0)
        case .quota: ("quota", 0)
        case .denied: ("denied", 0)
        case .priced(let price): (price.word == "tariff" ? "quote" : price.word, price.rials)
        }
    }
}

extension UnitPrice {
    fileprivate var word: String {
        switch self {
        case .fixed: "fixed"
        case .tariff: "tariff"
        case .quote: "quote"
        case .denied: "denied"
        }
    }

    /// Before tax; 0: nobody can say.
    fileprivate var rials: Int64 {
        switch self {
        case .fixed(let price): price.rials
        case .tariff(let price, _): price?.rials ?? 0
        case .quote, .denied: 0
        }
    }

    fileprivate var tariff: String {
        if case .tariff(_, let name) = self { name ?? "" } else { "" }
    }
}
