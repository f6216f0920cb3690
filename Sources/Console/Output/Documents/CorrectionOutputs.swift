import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// A reservation that an admin must decide: `dispute decide`, and a row of `dispute list`.
package struct DisputeOutput: Report {
    let hold: String
    /// `S-1042` or `R-3`.
    let number: String
    let contract: String
    let customer: String
    let kind: String
    /// `failed`, `stopped`, `silent`.
    let reason: String
    let reservedThousandths: Int64
    let unit: String
    let since: OutputTime?
    /// When it ends by itself, and everything goes back.
    let ends: OutputTime?
    let outcomeSha256: String?

    package init(_ dispute: WireDisputeView) {
        hold = dispute.hold
        number = dispute.number
        contract = dispute.contract
        customer = DisplayText.stripped(dispute.customer)
        kind = dispute.kind
        reason = dispute.reason
        reservedThousandths = dispute.held
        unit = dispute.unit
        since = OutputTime(wire: dispute.since)
        ends = OutputTime(wire: dispute.ends)
        outcomeSha256 = dispute.outcome.isEmpty ? nil : dispute.outcome
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line(language.word(.decided), .good)
        page.field(.number, number, .strong)
        page.field(.contract, [contract, customer].filter { !$0.isEmpty }.joined(separator: "  "))
        page.field(.kind, kind)
        page.composed(.reason, language.state(reason))
        page.composed(.reserved, language.quantity(thousandths: reservedThousandths, unit: unit))
    }
}

/// `dispute list`.
package struct DisputesOutput: Report {
    let disputes: [DisputeOutput]
    let cut: Bool

    package init(_ reply: WireDisputeListReply) {
        disputes = reply.disputes.map(DisputeOutput.init)
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.number, .contract, .customer, .kind, .reason].map { Table.Column(language.word($0)) } + [
                Table.Column(language.word(.reserved), isNumber: true), Table.Column(language.word(.since)),
                Table.Column(language.word(.endsItself)),
            ])
        for one in disputes {
            table.add([
                one.number, one.contract, one.customer, one.kind, language.state(one.reason),
                language.quantity(thousandths: one.reservedThousandths, unit: one.unit), page.time(one.since),
                page.time(one.ends),
            ])
        }
        page.table(table, ifEmpty: .noDisputes)
        page.cut(cut)
    }
}

/// `correction adjust`, `refund`, `reverse`, and a row of `correction list`.
package struct CorrectionOutput: Report {
    let number: String
    /// `proposed`, `applied`, `rejected`.
    let state: String
    /// `adjust`, `refund`, `reverse`.
    let type: String
    let contract: String
    let quota: String
    let amountThousandths: Int64
    /// `ltx_…` of the entry that is reversed.
    let entry: String?
    let reason: String
    let proposedBy: String
    let proposed: OutputTime?
    let confirmedBy: String?

    package init(_ correction: WireCorrectionView) {
        number = correction.number
        state = correction.state
        type = correction.type
        contract = correction.contract
        quota = correction.quota
        amountThousandths = correction.amount
        entry = correction.entry.isEmpty ? nil : correction.entry
        reason = DisplayText.stripped(correction.reason)
        proposedBy = DisplayText.stripped(correction.proposedBy)
        proposed = OutputTime(wire: correction.proposed)
        confirmedBy = correction.confirmedBy.isEmpty ? nil : DisplayText.stripped(correction.confirmedBy)
    }

    /// `+2`, `-0.5`, or the entry.
    fileprivate func change(in language: Language) -> String {
        if let entry { return entry }
        return (amountThousandths > 0 ? "+" : "") + language.quantity(thousandths: amountThousandths)
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line("\(number)  \(language.state(state))", .strong)
        page.composed(.type, language.state(type))
        page.field(.contract, contract)
        page.field(.quota, quota)
        page.field(.changes, change(in: language))
        page.composed(.reason, reason.isEmpty ? "" : language.quoted(reason))
        page.field(.proposedBy, proposedBy)
        page.field(.secondPerson, confirmedBy ?? "")
        if state == "proposed" {
            page.line(language.word(.mustConfirm) + " " + language.command("hamyar confirm \(number)"), .warning)
        }
    }
}

/// `correction list`.
package struct CorrectionsOutput: Report {
    let corrections: [CorrectionOutput]
    let cut: Bool

    package init(_ reply: WireCorrectionListReply) {
        corrections = reply.corrections.map(CorrectionOutput.init)
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.number, .state, .type, .contract, .quota, .changes, .proposedBy, .secondPerson, .reason].map {
                Table.Column(language.word($0))
            })
        for one in corrections {
            table.add([
                one.number, language.state(one.state), language.state(one.type), one.contract, one.quota,
                one.change(in: language), one.proposedBy, one.confirmedBy ?? "", one.reason,
            ])
        }
        page.table(table, ifEmpty: .noCorrections)
        page.cut(cut)
    }
}

/// `confirm`.
package struct ConfirmOutput: Report {
    let subject: String
    let state: String

    package init(_ reply: WireConfirmReply) {
        subject = reply.subject
        state = reply.state
    }

    package func write(to page: inout Page) {
        page.line("\(subject)  \(page.language.state(state))", .good)
    }
}

/// `code check`: whose code it is, or no.
package struct CodeCheckOutput: Report {
    let known: Bool
    let contract: String?
    let customer: String?
    /// So long this technician's work for the contract counts as identified.
    let identifiedUntil: OutputTime?

    package init(_ reply: WireCodeCheckReply) {
        known = reply.known
        contract = reply.known ? reply.contract : nil
        customer = reply.known ? DisplayText.stripped(reply.customer) : nil
        identifiedUntil = reply.known ? OutputTime(wire: reply.identifiedUntil) : nil
    }

    package func write(to page: inout Page) {
        guard known else { return page.line(page.language.word(.no), .bad) }
        page.line(
            [contract, customer].compactMap { $0 }.map { Isolation.isolate($0, in: page.language) }.joined(separator: "  "), .good
        )
        if identifiedUntil != nil { page.composed(.identifiedUntil, page.time(identifiedUntil)) }
    }
}
