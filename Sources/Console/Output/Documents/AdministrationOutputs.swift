import Cryptography
package import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `technician invite`, `machine invite`.
package struct InviteOutput: Report {
    let id: String
    let code: String
    let expires: OutputTime?

    package init(_ reply: WireInviteReply) {
        id = reply.id
        code = reply.code
        expires = OutputTime(wire: reply.expires)
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(.sayCode))
        page.field(.code, code, .strong)
        page.field(.expires, page.time(expires))
    }
}

/// A technician, in `technician list` and `technician approve`.
package struct TechnicianOutput: Report {
    let id: String
    let name: String
    let state: String
    let admin: Bool
    let organisation: String
    let checkWords: String
    let notAfter: OutputTime?

    package init(_ technician: WireTechnician) {
        id = technician.id
        name = DisplayText.stripped(technician.name)
        state = technician.state
        admin = technician.admin
        organisation = technician.organisation
        // Of the key itself: what the relay says of it could belong to another one.
        checkWords = PublicKey(bytes: technician.publicKey).map { CheckWords.text(forKey: $0.id) } ?? ""
        notAfter = OutputTime(wire: technician.notAfter)
    }

    package func write(to page: inout Page) {
        page.field(.technician, name, .strong)
        page.field(.id, id)
        page.composed(.state, page.language.party(state))
        page.field(.checkWords, checkWords)
        page.composed(.validUntil, page.time(notAfter))
    }
}

/// `technician list`.
package struct TechniciansOutput: Report {
    let technicians: [TechnicianOutput]

    package init(_ technicians: [WireTechnician]) {
        self.technicians = technicians.map(TechnicianOutput.init)
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([.name, .state, .admin, .checkWords, .validUntil, .id].map { Table.Column(language.word($0)) })
        for person in technicians {
            table.add([
                person.name, language.party(person.state), language.word(person.admin ? .yes : .no), person.checkWords,
                page.time(person.notAfter),
                person.id,
            ])
        }
        page.table(table, ifEmpty: .noTechnicians)
    }
}

/// `technician revoke`, `machine revoke`.
package struct RevokedOutput: Report {
    let id: String
    let revoked: Bool
    /// Of the technicians' revocation list; absent for machines.
    let listNumber: UInt64?

    package init(id: String, listNumber: UInt64? = nil) {
        self.id = id
        revoked = true
        self.listNumber = listNumber
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(.revoked), .warning)
        page.field(.id, id)
    }
}

/// `enrol`.
package struct EnrolOutput: Report {
    /// `enrolled`, or `pending` while an admin has not signed.
    let state: String
    let technician: String
    let name: String
    let vendor: String
    let vendorName: String
    let relay: String
    let checkWords: String
    let certificateNotAfter: OutputTime?

    package var isPending: Bool { state == "pending" }

    package init(
        isPending: Bool, technician: String, name: String, vendor: String, vendorName: String, relay: String, checkWords: String,
        certificateNotAfter: OutputTime?
    ) {
        state = isPending ? "pending" : "enrolled"
        self.technician = technician
        self.name = name
        self.vendor = vendor
        self.vendorName = DisplayText.stripped(vendorName)
        self.relay = relay
        self.checkWords = checkWords
        self.certificateNotAfter = certificateNotAfter
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(isPending ? .waitingForApproval : .enrolled), isPending ? .warning : .good)
        page.field(.technician, technician)
        page.field(.checkWords, checkWords, .strong)
        page.field(.vendor, vendorName)
        page.field(.relay, relay)
        if certificateNotAfter != nil { page.composed(.validUntil, page.time(certificateNotAfter)) }
    }
}
