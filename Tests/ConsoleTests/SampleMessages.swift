import Cryptography
import Foundation
import Messages
import Primitives
import SwiftProtobuf

/// Replies of a relay, as they come.
enum SampleMessages {
    static let time = Desk.now.milliseconds

    static var part: WireVerdictPart {
        WireVerdictPart.with {
            $0.line = 1
            $0.quantity = 1000
            $0.coverage = .covered
            $0.rule = "A3"
            $0.bucket = "remote-install"
            $0.bucketEnglish = "Remote software install"
            $0.bucketPersian = "نصب از راه دور"
            $0.leftAfter = 1000
            $0.unit = "count"
            $0.until = "2027-08-23"
            $0.kind = "remote-install"
            $0.kindPersian = "نصب از راه دور"
            $0.kindEnglish = "remote installation"
            $0.contract = "C-1001"
            $0.reason = "covered.quota"
            $0.reasonParameters = ["quota": "remote-install"]
        }
    }

    static var estimated: WireVerdictPart {
        var part = part
        part.coverage = .priced
        part.quoteNeeded = true
        part.estimate = 1_250_000
        part.tariff = "ict-guild 1404-1"
        part.bucket = ""
        part.reason = "priced.rule"
        return part
    }

    static var balance: WireLedgerBalance {
        WireLedgerBalance.with {
            $0.bucket = "remote-install"
            $0.unit = "count"
            $0.product = "ledger"
            $0.role = "allotment"
            $0.granted = 2000
            $0.available = 1500
            $0.held = 500
            $0.from = "2026-08-23"
            $0.until = "2027-08-23"
        }
    }

    static var contract: WireContractView {
        WireContractView.with {
            $0.id = ContractID.random().description
            $0.number = "C-1001"
            $0.customer = "Karoon Trading"
            $0.customerID = CustomerID.random().description
            $0.state = "active"
            $0.organisation = "Padra"
            $0.lines = [line("ledger"), line("payroll")]
            $0.lines[0].replacedBy = $0.lines[1].id
            $0.lines[1].replaces = $0.lines[0].id
            $0.lines[1].quote = "Q-12"
            $0.states = [
                .with {
                    $0.state = "active"
                    $0.time = time
                    $0.actor = "Sara"
                    $0.reason = "signed"
                }
            ]
            $0.balances = [balance]
        }
    }

    private static func line(_ product: String) -> WireLineView {
        WireLineView.with {
            $0.id = ContractLineID.random().description
            $0.product = product
            $0.version = "2.0"
            $0.platform = "linux"
            $0.purchased = "2026-08-23"
            $0.machines = ["M-7"]
            $0.terms = [
                .with {
                    $0.id = TermID.random().description
                    $0.from = "2026-08-23"
                    $0.until = "2027-09-02"
                    $0.plan = "padra 1404-1"
                    $0.guaranteeUntil = "2027-08-23"
                    $0.extensions = [
                        .with {
                            $0.from = "2027-08-23"
                            $0.until = "2027-09-02"
                            $0.recorded = time
                            $0.actor = "Sara"
                            $0.reason = "Ten days without a relay"
                        }
                    ]
                }
            ]
        }
    }

    static var quote: WireQuoteView {
        WireQuoteView.with {
            $0.id = QuoteID.random().description
            $0.number = "Q-12"
            $0.state = "recorded"
            $0.contract = "C-1001"
            $0.customer = "Karoon Trading"
            $0.kind = "on-site-visit"
            $0.kindEnglish = "On-site visit"
            $0.kindPersian = "بازدید در محل"
            $0.place = "on-site"
            $0.quantity = 1000
            $0.cap = 2000
            $0.unit = "count"
            $0.items = [
                .with {
                    $0.description_p = "Visit"
                    $0.tariffLine = "visit"
                    $0.quantity = 1000
                    $0.unit = "count"
                    $0.unitPrice = 10_000_000
                    $0.amount = 10_000_000
                }
            ]
            $0.subtotal = 10_000_000
            $0.discount = 1_000_000
            $0.discountBy = "Sara"
            $0.taxPermille = 100
            $0.tax = 900_000
            $0.total = 9_900_000
            $0.tariff = "ict-guild 1404-1"
            $0.conditions = [.with { $0.english = "Parking is the customer's." }]
            $0.validUntil = time
            $0.madeBy = "Sara"
            $0.made = time
            $0.acceptedBy = "Maryam Ahmadi"
            $0.acceptedHow = "letter"
            $0.proof = Data(Digest.of([1]).bytes)
            $0.waitsForSecondPerson = true
            $0.events = [
                .with {
                    $0.state = "quoted"
                    $0.time = time
                }
            ]
        }
    }

    static var record: WireRecordView {
        WireRecordView.with {
            $0.number = "R-3"
            $0.state = "open"
            $0.kind = "brought-install"
            $0.kindEnglish = "Install with the machine brought in"
            $0.kindPersian = "نصب با آوردن دستگاه"
            $0.contract = "C-1001"
            $0.customer = "Karoon Trading"
            $0.place = "company"
            $0.quantity = 1000
            $0.unit = "count"
            $0.channel = "phone"
            $0.reference = "T-9"
            $0.occurred = time
            $0.recorded = time + 1000
            $0.late = true
            $0.technician = "Sara"
            $0.performer = "Ali"
            $0.site = "Ahvaz"
            $0.metres = 39_900
            $0.distanceSource = "odometer"
            $0.attendees = 4
            $0.item = "Till 3"
            $0.serial = "77-12"
            $0.broughtBy = "Ali Rezaei"
            $0.files = ["year-end"]
            $0.note = "a\u{1b}[31mb"
            $0.outcome = "done"
            $0.followUp = "2026-12-01"
            $0.waitsFor = "return"
            $0.parts = [part]
            $0.conditions = [.with { $0.code = "condition.second-person" }]
            $0.consumed = 1000
            $0.quote = "Q-12"
            $0.identity = "code"
            $0.points = 10
        }
    }

    static var help: WireHelpView {
        WireHelpView.with {
            $0.number = "H-1"
            $0.state = "waiting"
            $0.customer = "Karoon Trading"
            $0.contracts = ["C-1001", "C-1002"]
            $0.machine = "M-7"
            $0.text = String(repeating: "The invoice totals are wrong. ", count: 12)
            $0.asked = time
            $0.takenBy = "Sara"
            $0.due = time
            $0.overdue = true
            $0.waitsFor = "A fresh backup"
            $0.elapsedMs = 5_400_000
            $0.events = [
                .with {
                    $0.state = "taken"
                    $0.time = time
                    $0.actor = "Sara"
                }
            ]
            $0.attachments = [
                .with {
                    $0.id = AttachmentID.random().description
                    $0.name = "../../etc/passwd"
                    $0.size = 3
                    $0.digest = Data(Digest.of([1]).bytes)
                    $0.complete = true
                }
            ]
        }
    }
}
