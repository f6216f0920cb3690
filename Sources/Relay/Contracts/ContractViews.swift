import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage

/// What technicians see of a contract.
struct ContractViews {
    let lookup: Lookup

    /// Of the lines as many as one reply holds; the balances take the room that they leave.
    func full(_ id: ContractID) throws -> WireContractView {
        let transaction = lookup.transaction
        let contract = try transaction.contracts.view(id)
        var view = WireContractView()
        view.id = id.description
        view.number = "C-\(contract.contract.number)"
        view.customer = contract.customer.name
        view.customerID = contract.customer.id.description
        view.state = contract.contract.state.rawValue
        view.organisation = contract.organisation.name
        var room = ReplyRoom()
        let lines = try contract.lines.map { try line($0) }
        view.lines = try lines.filter { try room.takes($0) }
        let states = try contract.states.map { try state($0) }
        view.states = try room.newest(states)
        let balances = try transaction.ledger.report(of: id).map { WireLedgerBalance($0) }
        view.balances = try balances.filter { try room.takes($0) }
        view.cut =
            view.lines.count < lines.count || view.states.count < states.count || view.balances.count < balances.count
        return view
    }

    private func line(_ line: ContractLineView) throws -> WireLineView {
        var view = WireLineView()
        view.id = line.line.id.description
        view.product = line.line.product
        view.version = line.line.version
        view.platform = line.line.platform
        view.serial = line.line.serial ?? ""
        view.purchased = line.line.purchased.gregorianText
        view.terms = try line.terms.map { try term($0) }
        view.replacedBy = line.replacedBy?.description ?? ""
        view.replaces = line.replaces?.description ?? ""
        if let quote = line.quote { view.quote = "Q-\(try lookup.transaction.quotes.require(quote).number)" }
        view.machines = try line.machines.map { "M-\(try lookup.transaction.machines.require($0).number)" }
        return view
    }

    private func term(_ term: ContractTermView) throws -> WireTermView {
        var view = WireTermView()
        view.id = term.term.id.description
        view.from = term.term.interval.start.gregorianText
        view.until = term.term.interval.end.gregorianText
        view.plan = "\(term.term.plan.name) \(term.term.plan.edition)"
        view.guaranteeUntil = term.term.end(of: .guarantee).gregorianText
        view.extensions = try term.extensions.map { extended in
            var view = WireExtensionView()
            view.from = extended.from.gregorianText
            view.until = extended.until.gregorianText
            view.recorded = extended.time.milliseconds
            view.actor = try lookup.name(of: extended.actor)
            view.reason = extended.reason
            return view
        }
        return view
    }

    private func state(_ change: ContractStateChange) throws -> WireStateChange {
        var view = WireStateChange()
        view.state = change.state.rawValue
        view.time = change.time.milliseconds
        view.actor = try lookup.name(of: change.actor)
        view.reason = change.reason
        return view
    }
}
