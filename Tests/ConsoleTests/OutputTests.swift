import Cryptography
import Documents
import FileTransfer
import Foundation
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing

@testable import Console

/// Each document that the program prints fits the schema that describes it, and each report says something to a person.
@Suite struct OutputTests {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private var part: WireVerdictPart {
        WireVerdictPart.with {
            $0.line = 1
            $0.quantity = 1000
            $0.coverage = .covered
            $0.rule = "A3"
            $0.bucket = "remote-install"
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

    private var balance: WireLedgerBalance {
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

    private let time = Desk.now.milliseconds

    @Test func administration() throws {
        let invite = WireInviteReply.with {
            $0.code = "hamyar1-04hmas"
            $0.expires = time
            $0.id = "tec_1"
        }
        try fits(InviteOutput(invite), "technician-invite", "machine-invite")
        let person = WireTechnician.with {
            $0.id = desk.technicianID.description
            $0.name = "Sara"
            $0.state = "active"
            $0.admin = true
            $0.checkWords = "lalos salag"
            $0.notAfter = time
        }
        try fits(TechnicianOutput(person), "technician-approve")
        var waiting = person
        waiting.state = "pending"
        waiting.notAfter = 0
        try fits(TechniciansOutput([person, waiting]), "technician-list")
        try fits(TechniciansOutput([]), "technician-list")
        try fits(RevokedOutput(id: "tec_1", listNumber: 2), "technician-revoke")
        try fits(RevokedOutput(id: "M-7"), "machine-revoke")
        let customer = WireCustomer.with {
            $0.id = CustomerID.random().description
            $0.name = "Karoon Trading"
        }
        try fits(CustomerOutput(customer), "customer-add")
        for isPending in [true, false] {
            try fits(
                EnrolOutput(
                    isPending: isPending, technician: desk.technicianID.description, name: "Sara", vendor: "padra",
                    vendorName: "Padra", relay: "127.0.0.1:7443", checkWords: "a b",
                    certificateNotAfter: isPending ? nil : OutputTime(Desk.now)), "enrol")
        }
    }

    @Test func `machines, contracts and what they have`() throws {
        let contract = WireContract.with {
            $0.id = ContractID.random().description
            $0.number = "C-1001"
            $0.line = ContractLineID.random().description
            $0.from = "2026-08-23"
            $0.until = "2027-08-23"
            $0.balances = [balance]
        }
        try fits(ContractOutput(contract), "contract-add")
        let machine = WireMachine.with {
            $0.id = desk.machineID.description
            $0.number = "M-7"
            $0.name = "till\u{1b}[31m"
            $0.state = "active"
            $0.lastSeen = time
            $0.contracts = ["C-1001"]
        }
        try fits(MachinesOutput([machine]), "machine-list")
        try fits(
            FoundOutput(
                .with {
                    $0.found = [
                        .with {
                            $0.type = "contract"
                            $0.label = "C-1001"
                        }
                    ]
                }), "find")
        let service = WireService.with {
            $0.kind = "remote-install"
            $0.persian = "نصب"
            $0.english = "install"
            $0.place = "remote"
            $0.part = part
        }
        try fits(
            ServicesOutput(
                .with {
                    $0.machine = desk.machineID.description
                    $0.services = [service]
                }), "services")
        let entry = WireLedgerEntry.with {
            $0.id = "ltx_1"
            $0.type = "close"
            $0.occurred = time
            $0.session = "S-1001"
            $0.postings = [
                .with {
                    $0.bucket = "remote-install"
                    $0.account = "consumed"
                    $0.amount = 1000
                }
            ]
        }
        try fits(
            LedgerOutput(
                .with {
                    $0.contract = "C-1001"
                    $0.balances = [balance]
                    $0.entries = [entry]
                }), "ledger")
    }

    @Test func sessions() throws {
        let reply = WireEvaluateReply.with {
            $0.machine = desk.machineID.description
            $0.lines = [
                .with {
                    $0.contract = "C-1001"
                    $0.contractLine = ContractLineID.random().description
                    $0.parts = [part]
                    $0.conditions = [.with { $0.code = "condition.second-person" }]
                }
            ]
        }
        try fits(EvaluationOutput(reply), "session-request", "session-add", "session-extend")
        let facts = try desk.facts()
        try fits(
            SessionOutput(facts), "session-request", "session-add", "session-extend", "session-show", "session-end")
        let denied = try desk.facts(state: .ended, reason: "denied")
        try fits(SessionsOutput([facts, denied]), "session-list")
        #expect(page(SessionsOutput([denied]), .persian).contains { $0.contains("پایان یافت (مشتری رد کرد)") })
        #expect(page(SessionOutput(denied)).first?.hasSuffix("  ended (denied by the customer)") == true)
        try fits(SessionsOutput([]), "session-list")
    }

    @Test func transfers() throws {
        let operation = try SignedObject.sign(desk.operation(desk.facts()), by: desk.technician)
        let outcome = try OutcomeCheck(machine: desk.machineID, operation: operation, pins: MachinePins(desk.home)).verify(
            desk.outcome(of: operation), trust: desk.trust, at: Desk.now)
        let entry = ManifestEntry(
            path: "fix", size: 5, mode: 0o644, modified: 0, digest: Digest.of([1]), blockDigests: [Digest.of([1])])
        let preview = WireTransferPreview.with {
            $0.items = [
                WirePreviewItem.with {
                    $0.action = .replace
                    $0.path = "fix\u{1b}[31m"
                    $0.size = 5
                }
            ]
            $0.more = 3
        }
        for direction in ["push", "pull"] {
            func output(isTree: Bool, preview: WireTransferPreview? = nil) -> TransferOutput {
                TransferOutput(
                    direction: direction, number: "S-1001", file: "/tmp/fix", path: "/srv/app/fix", machine: desk.machineID,
                    outcome: outcome, manifest: Manifest(entries: [entry]), isTree: isTree,
                    traffic: CarriedTraffic.Totals(content: 5, wire: 4, compressed: 1, copied: 2, repeated: 3, held: 4),
                    reused: 1,
                    leftOut: [TreeNote(path: "pipe", reason: .special)], leftOutCount: 1, preview: preview, elapsed: .seconds(1))
            }
            try fits(TransfersOutput(direction, [output(isTree: false)]), direction, "sync")
            try fits(TransfersOutput(direction, [output(isTree: true), output(isTree: false)]), direction, "sync")
            try fits(TransfersOutput(direction, [output(isTree: true, preview: preview)]), direction, "sync")
        }
    }

    @Test func `a listing`() throws {
        let entries = [
            ListedEntry(kind: .directory, path: "گزارش", size: 0, mode: 0o755, modified: 1),
            ListedEntry(kind: .file, path: "گزارش/a\u{1b}[31m", size: 1234, mode: 0o640, modified: 1_700_000_000_000_000_000),
            ListedEntry(kind: .link, path: "l", target: "گزارش/a", size: 0, mode: 0o777, modified: 0),
        ]
        let listing = ListOutput(entries, machine: desk.machineID, number: "S-1001", path: "/srv/app")
        try fits(listing, "ls")
        let lines = page(listing)
        #expect(lines.count == 4 && lines[1].hasPrefix("drwxr-xr-x") && lines[2].hasPrefix("-rw-r-----"))
        #expect(!lines.joined().contains("\u{1b}"))
        try fits(ListOutput([], machine: desk.machineID, number: "S-1001", path: "/srv/app"), "ls")
    }

    @Test func `the log`() throws {
        let entry = WireAuditEntry.with {
            $0.index = 3
            $0.kind = "session.requested"
            $0.ids = ["session": "ses_1"]
            $0.payloadDigest = Data(Digest.of([]).bytes)
            $0.leaf = Data(Digest.of([]).bytes)
        }
        try fits(AuditListOutput([entry], size: 4, checkpoint: desk.checkpoint(size: 4)), "audit-list")
        let sound = WireAuditVerifyReply.with { $0.sound = true }
        try fits(AuditVerifyOutput(sound, own: nil, checkpoint: desk.checkpoint(size: 4)), "audit-verify")
        let bad = Failure(Failure.Code(rawValue: "audit.unsound"), ["first_bad": "2", "problem": "leaf"])
        let unsound = AuditVerifyOutput(sound, own: bad, checkpoint: desk.checkpoint(size: 4))
        try fits(unsound, "audit-verify")
        #expect(!unsound.sound && unsound.firstBad == 2)
    }

    @Test func failures() throws {
        for error in [Failure(.consoleArgument, ["option": "--for", "value": "x"]), Failure(.machineAway)] {
            let document = try OutputDocument.text(FailureOutput(error, in: .english))
            #expect(try Schema("hamyar-failure").violations(document) == [])
        }
    }

    @Test func `a document that does not fit is found`() throws {
        #expect(try !Schema("hamyar-failure").violations(#"{"error":{"code":1}}"#).isEmpty)
        #expect(try !Schema("hamyar-machine-list").violations(#"{"machines":[{"id":"mch_1"}],"more":1}"#).isEmpty)
        #expect(try !Schema("hamyar-session-request").violations(#"{}"#).isEmpty)
    }

    @Test func `every code of this program has a status of its own`() {
        for code in [
            Failure.Code.consoleNotEnrolled, .consoleDirectory, .consoleSettings, .consoleEnrolled, .consoleArgument,
            .sessionNotGranted, .sessionSeveral, .sessionWaiting, .sessionDenied, .sessionCounted, .entitlementSeveral,
            .machineKeyChanged, .outcomeDiffers,
        ] {
            #expect(ExitCode(for: code) != .failed, "\(code)")
            #expect(Catalogue.codes.contains(code.rawValue), "\(code)")
        }
    }
}
