import AuditLog
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Testing

@testable import SignedObjects

/// Writes Protocol/vectors/signed-objects.txt anew, when a body changes: `HAMYAR_WRITE_VECTORS=1 swift test --filter ObjectVectorMaker`.
///
/// Keys, ids and times are fixed, the certificates of the bundle are not: they are new in each writing.
struct ObjectVectorMaker {
    static let vendor = "padra"
    static let time: Int64 = 1_800_000_000_000
    private static func id(_ prefix: String) -> String { prefix + "_00000000000000000000000000" }
    private static func digest(_ byte: UInt8) -> Data { Data(repeating: byte, count: 32) }
    private static func seed(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["HAMYAR_WRITE_VECTORS"] != nil))
    func writesTheFile() throws {
        var text = Self.header
        for (name, meaning, seed, domain, wire) in try Self.valid() {
            let body: [UInt8] = try wire.serializedBytes()
            text += try Self.entry(name, meaning, seed, domain, body, fields: wire.jsonString(), result: "valid")
        }
        for (name, meaning, domain, body, result) in try Self.refused() {
            text += try Self.entry(name, meaning, Self.seed(1), domain, body, fields: nil, result: result)
        }
        try text.write(to: ObjectVector.path, atomically: true, encoding: .utf8)
    }

    private static func entry(
        _ name: String, _ meaning: String, _ seed: [UInt8], _ domain: Domain, _ body: [UInt8], fields: String?, result: String
    ) throws -> String {
        let key = try PrivateKey(seed: seed)
        let envelope = try SignedEnvelope.sign(body, domain: domain, vendor: vendor, with: key)
        return """

            name: \(name)
            meaning: \(meaning)
            seed: \(Hexadecimal.encode(seed))
            public: \(key.publicKey)
            key_id: \(envelope.keyID)
            domain: \(domain)
            vendor: \(vendor)
            \(fields.map { "fields: \($0)\n" } ?? "")body: \(Hexadecimal.encode(body))
            digest: \(envelope.digest)
            signature: \(Hexadecimal.encode(envelope.signature))
            result: \(result)

            """
    }

    static let header = """
        # Signed objects: golden vectors. Protocol/README.md and signed.proto specify them; envelopes.txt has the signature itself.
        #
        # An entry is a run of "field: value" lines; entries are separated by empty lines. Bytes are hexadecimal.
        #   seed       the signer's Ed25519 seed: for tests only, of course
        #   public     the public key that the receiver expects
        #   fields     the message of signed.proto in protobuf's JSON form (only where the result is "valid")
        #   body       the message's bytes: exactly these are signed
        #   digest     how other signed objects name this one
        #   result     "valid", or the code with which the receiver refuses; every signature here is good
        # Where the result is "valid", fields give exactly this body, and seed, domain, vendor and body this signature.

        """

    private static var checkpoint: WireCheckpoint {
        .with {
            $0.log = digest(0x10)
            $0.epoch = 1
            $0.size = 7
            $0.root = digest(0x11)
            $0.time = time
        }
    }

    private static var approver: WireApprover {
        .with {
            $0.uid = 1000
            $0.name = "مریم"
            $0.costLimit = 5_000_000
        }
    }

    static var request: WireRequest {
        .with {
            $0.session = id("ses")
            $0.machine = id("mch")
            $0.technician = id("tec")
            $0.organisation = id("org")
            $0.initiator = .technician
            $0.lines = [
                .with {
                    $0.number = 1
                    $0.kind = "error-fix"
                    $0.place = .remote
                    $0.quantity = 1000
                    $0.contractLine = id("lin")
                    $0.quote = "Q-12"
                }
            ]
            $0.scope = ["push:/srv/app", "diagnose"]
            $0.byteLimit = 1_048_576
            $0.durationMs = 1_800_000
            $0.created = time
            $0.notAfter = time + 900_000
            $0.reason = "چاپ نمی‌شود"
            $0.reference = "T-1042"
            $0.technicianName = "Reza"
        }
    }

    static var agentsRequest: WireRequest {
        var wire = request
        wire.technician = ""
        wire.technicianName = ""
        wire.initiator = .agent
        wire.scope = ["update:daftar"]
        wire.byteLimit = 0
        wire.lines[0].kind = "new-version"
        wire.lines[0].quote = ""
        wire.reference = ""
        wire.reason = "daftar 2.0"
        wire.update = .with {
            $0.product = "daftar"
            $0.version = "2.0"
            $0.released = "2026-11-01"
            $0.policy = id("pol")
        }
        return wire
    }

    static var standingPolicy: WireStandingPolicy {
        .with {
            $0.machine = id("mch")
            $0.policy = id("pol")
            $0.allow = ["update:daftar", "update:hamyar-agent"]
            $0.hours = [
                .with {
                    $0.day = 4
                    $0.from = 1200
                    $0.to = 1440
                },
                .with {
                    $0.day = 5
                    $0.to = 360
                },
            ]
            $0.zone = "Asia/Tehran"
            $0.notBefore = time
            $0.until = time + 86_400_000
            $0.costCap = 2_000_000
            $0.approver = approver
        }
    }

    static var verdict: WireVerdict {
        .with {
            $0.request = digest(0x20)
            $0.session = id("ses")
            $0.parts = [
                .with {
                    $0.line = 1
                    $0.quantity = 1000
                    $0.coverage = .covered
                    $0.rule = "A3"
                    $0.bucket = "remote-install"
                    $0.leftAfter = 1000
                    $0.unit = "count"
                    $0.until = "2027-03-21"
                    $0.kind = "remote-install"
                    $0.kindPersian = "نصب از راه دور"
                    $0.kindEnglish = "Remote install"
                    $0.contract = "C-12"
                    $0.reason = "covered.quota"
                    $0.reasonParameters = ["bucket": "remote-install"]
                    $0.bucketPersian = "نصب از راه دور"
                    $0.bucketEnglish = "Remote installs"
                },
                .with {
                    $0.line = 1
                    $0.quantity = 500
                    $0.coverage = .priced
                    $0.rule = "A21"
                    $0.price = 4_500_000
                    $0.quote = "Q-12"
                    $0.tariff = "ict-guild 1404-1"
                },
                .with {
                    $0.line = 1
                    $0.quantity = 500
                    $0.coverage = .priced
                    $0.rule = "A21"
                    $0.price = 2_000_000
                    $0.quote = "Q-11"
                    $0.accepted = true
                },
            ]
            $0.conditions = [
                .with {
                    $0.code = "hours.outside"
                    $0.parameters = ["until": "08:00"]
                }
            ]
            $0.price = 4_500_000
            $0.issued = time
            $0.validUntil = time + 3_600_000
            $0.checkpoint = checkpoint
        }
    }

    private static var estimated: WireVerdict {
        var wire = verdict
        wire.parts = [
            .with {
                $0.line = 1
                $0.quantity = 1000
                $0.coverage = .priced
                $0.rule = "A21"
                $0.quoteNeeded = true
                $0.estimate = 3_600_000
                $0.tariff = "ict-guild 1404-1"
                $0.tariffPersian = "تعرفهٔ ۱۴۰۴"
                $0.tariffEnglish = "Tariff of 1404"
            }
        ]
        wire.price = 0
        return wire
    }

    static var grant: WireGrant {
        .with {
            $0.request = digest(0x20)
            $0.verdict = digest(0x21)
            $0.session = id("ses")
            $0.machine = id("mch")
            $0.scope = ["push:/srv/app/reports"]
            $0.byteLimit = 1_048_576
            $0.durationMs = 600_000
            $0.approved = time + 1000
            $0.notAfter = time + 601_000
            $0.basis = .person
            $0.approver = approver
            $0.acceptedCost = 4_500_000
            $0.checkpoint = checkpoint
        }
    }

    static var operation: WireOperation {
        .with {
            $0.request = digest(0x20)
            $0.session = id("ses")
            $0.operation = id("opn")
            $0.line = 1
            $0.notAfter = time + 86_400_000
            $0.push = .with {
                $0.manifest = digest(0x22)
                $0.destination = "/srv/app/reports/fix.bin"
                $0.overwrite = .backup
                $0.size = 65_536
            }
        }
    }

    typealias Valid = (name: String, meaning: String, seed: [UInt8], domain: Domain, wire: any Message)

    static func valid() throws -> [Valid] {
        var pull = operation
        pull.pull = .with { $0.source = "/srv/app/log.txt" }
        var tree = operation
        tree.push.tree = true
        tree.push.overwrite = .keepBoth
        tree.push.deleteExtraneous = true
        tree.push.dryRun = true
        var treePull = operation
        treePull.pull = .with {
            $0.source = "/srv/app/logs"
            $0.tree = true
            $0.include = ["*.log"]
            $0.exclude = ["old/"]
            $0.links = .skip
        }
        var list = operation
        list.list = .with {
            $0.path = "/srv/app"
            $0.depth = 2
        }
        var install = operation
        install.install = productInstall
        var patch = operation
        patch.patch = .with {
            $0.action = .apply
            $0.product = "daftar"
            $0.fromVersion = "1.0"
            $0.toVersion = "1.1"
            $0.target = "daftar/1.1/linux-x86_64/from-1.0.patch"
            $0.digest = digest(0x27)
            $0.length = 10_240
        }
        var command = operation
        command.command = .with {
            $0.arguments = ["/usr/bin/systemctl", "status", "daftar; id", "$(reboot)"]
            $0.directory = "/srv/app"
            $0.timeoutMillis = 60_000
            $0.outputLimit = 1_048_576
        }
        var script = operation
        script.script = .with {
            $0.name = "clean-cache"
            $0.version = "1.2"
            $0.target = "scripts/clean-cache/1.2/script"
            $0.digest = digest(0x27)
            $0.length = 2048
            $0.arguments = [
                .with {
                    $0.name = "days"
                    $0.value = "30"
                },
                .with {
                    $0.name = "note"
                    $0.value = "پس از پشتیبان"
                },
            ]
        }
        var undo = patch
        undo.patch.action = .undo
        var diagnosis = operation
        diagnosis.diagnosis = .with {
            $0.only = ["disks", "logs", "product:daftar"]
            $0.logsSince = time - 3_600_000
        }
        var live = operation
        live.diagnosis = .with { $0.period = 1000 }
        var policy = grant
        policy.clearApprover()
        policy.basis = .policy
        policy.policy = id("pol")
        policy.acceptedCost = 0
        let publicKey = try PrivateKey(seed: seed(4)).publicKey
        return [
            ("request", "a technician asks", seed(1), .request, request),
            ("request of an agent", "a machine asks for an update, on a standing policy", seed(3), .request, agentsRequest),
            ("policy", "what a customer allows beforehand, on two days", seed(3), .policy, standingPolicy),
            (
                "policy revocation", "and takes back", seed(3), .policyRevocation,
                WirePolicyRevocation.with {
                    $0.policyDigest = digest(0x2a)
                    $0.policy = id("pol")
                    $0.machine = id("mch")
                    $0.approver = approver
                    $0.reason = "no more"
                    $0.time = time
                }
            ),
            ("verdict", "one part covered, one quoted, one accepted before, one condition", seed(2), .verdict, verdict),
            ("verdict without cover", "a quote is needed, with the tariff's estimate", seed(2), .verdict, estimated),
            ("grant", "narrowed and shortened by a person", seed(3), .grant, grant),
            ("grant by policy", "no approver, no cost", seed(3), .grant, policy),
            (
                "activation", "one line is held, one draws on nothing", seed(2), .activation,
                WireActivation.with {
                    $0.grant = digest(0x23)
                    $0.session = id("ses")
                    $0.holds = [
                        .with {
                            $0.line = 1
                            $0.hold = id("hld")
                        }, .with { $0.line = 2 },
                    ]
                    $0.activated = time + 2000
                }
            ),
            ("operation push", "a file, with its manifest's digest", seed(1), .operation, operation),
            ("operation pull", "a file from the machine", seed(1), .operation, pull),
            ("operation push of a tree", "what a tree would do, with everything else deleted", seed(1), .operation, tree),
            ("operation pull of a tree", "with patterns", seed(1), .operation, treePull),
            ("operation list", "two levels of names", seed(1), .operation, list),
            ("operation install", "a release, fetched from the relay", seed(1), .operation, install),
            ("operation patch", "from one version to the next", seed(1), .operation, patch),
            ("operation undo of a patch", "back again", seed(1), .operation, undo),
            ("operation diagnosis", "three collectors, logs of an hour", seed(1), .operation, diagnosis),
            ("operation of live figures", "each second", seed(1), .operation, live),
            ("outcome of a diagnosis", "a bundle without one of its files", seed(3), .outcome, diagnosisOutcome),
            ("outcome of a diagnosis that stays", "with the customer's reason", seed(3), .outcome, withheldOutcome),
            ("operation command", "a program with its words", seed(1), .operation, command),
            ("operation script", "a script of the vendor, told two things", seed(1), .operation, script),
            ("outcome of a command", "its status and what it wrote", seed(3), .outcome, commandOutcome(succeeded: true)),
            (
                "outcome of a command that was ended", "out of time, with more output than was carried", seed(3), .outcome,
                commandOutcome(succeeded: false)
            ),
            ("outcome of an install", "steps with and without a program's exit", seed(3), .outcome, installOutcome),
            ("outcome of a tree", "a file over a backup, one deleted, with counts", seed(3), .outcome, treeOutcome),
            ("outcome", "one file written over a backup", seed(3), .outcome, outcome),
            (
                "outcome not performed", "no effect, with the reason's code", seed(3), .outcome,
                WireOutcome.with {
                    $0.operationDigest = digest(0x24)
                    $0.grant = digest(0x23)
                    $0.session = id("ses")
                    $0.operation = id("opn")
                    $0.result = .notPerformed
                    $0.code = "operation.outside-scope"
                    $0.started = time + 3000
                    $0.finished = time + 3000
                }
            ),
            (
                "denial", "the customer refuses", seed(3), .denial,
                WireDenial.with {
                    $0.request = digest(0x20)
                    $0.session = id("ses")
                    $0.approver = approver
                    $0.reason = "not today"
                    $0.time = time
                }
            ),
            (
                "revocation", "the customer takes the grant back", seed(3), .revocation,
                WireRevocation.with {
                    $0.grant = digest(0x23)
                    $0.session = id("ses")
                    $0.approver = approver
                    $0.time = time
                }
            ),
            (
                "end", "the technician is done", seed(1), .end,
                WireEnd.with {
                    $0.request = digest(0x20)
                    $0.session = id("ses")
                    $0.ending = .done
                    $0.note = "fixed"
                    $0.time = time
                }
            ),
            ("checkpoint", "a tree head that stands alone", seed(5), .checkpoint, checkpoint),
            ("trust bundle", "three authorities, one relay key, one log key", seed(6), .trustBundle, try bundle()),
            (
                "revocation list", "one key", seed(7), .revocationList,
                WireRevocationList.with {
                    $0.number = 3
                    $0.revoked = [
                        .with {
                            $0.keyID = digest(0x30)
                            $0.time = time
                            $0.reason = "laptop lost"
                        }
                    ]
                    $0.issued = time
                }
            ),
            (
                "enrolment", "a machine's new key", seed(4), .enrolment,
                WireEnrolment.with {
                    $0.codeSecret = Data([1, 2, 3, 4, 5, 6, 7, 8])
                    $0.publicKey = Data(publicKey.bytes)
                    $0.role = "machine"
                    $0.name = "till-1"
                    $0.time = time
                }
            ),
            (
                "renewal", "the same key again", seed(4), .renewal,
                WireRenewal.with {
                    $0.publicKey = Data(publicKey.bytes)
                    $0.time = time
                }
            ),
        ]
    }

    private static var outcome: WireOutcome {
        .with {
            $0.operationDigest = digest(0x24)
            $0.grant = digest(0x23)
            $0.session = id("ses")
            $0.operation = id("opn")
            $0.result = .succeeded
            $0.files = [
                .with {
                    $0.path = "/srv/app/reports/fix.bin"
                    $0.size = 65_536
                    $0.digest = digest(0x25)
                    $0.backup = "fix.bin.hamyar-1"
                }
            ]
            $0.bytes = 65_536
            $0.started = time + 3000
            $0.finished = time + 4000
            $0.checkpoint = checkpoint
        }
    }

    private static var productInstall: WireProductInstall {
        .with {
            $0.product = "daftar"
            $0.version = "2.0"
            $0.platform = "linux-x86_64"
            $0.target = "daftar/2.0/linux-x86_64/payload.tar.zst"
            $0.digest = digest(0x27)
            $0.length = 1_048_576
            $0.fetches = true
        }
    }

    private static func commandOutcome(succeeded: Bool) -> WireOutcome {
        var wire = outcome
        wire.files = []
        wire.result = succeeded ? .succeeded : .failed
        wire.code = succeeded ? "" : "command.timeout"
        wire.command = .with {
            if succeeded { $0.exit = 3 }
            $0.output = .with {
                $0.bytes = 12
                $0.digest = digest(0x2b)
            }
            $0.errors = .with { $0.digest = digest(0x2c) }
            $0.truncated = !succeeded
            $0.millis = 250
        }
        return wire
    }

    private static var installOutcome: WireOutcome {
        var wire = outcome
        wire.files = []
        wire.install = .with {
            $0.steps = [
                .with {
                    $0.name = "fetched"
                    $0.millis = 1500
                },
                .with {
                    $0.name = "prechecked"
                    $0.exit = 0
                    $0.millis = 20
                },
                .with {
                    $0.name = "healthy"
                    $0.exit = -1
                    $0.millis = 300
                    $0.detail = "GET /health: 200"
                },
            ]
            $0.oldVersion = "1.1"
            $0.newVersion = "2.0"
            $0.oldTree = digest(0x28)
            $0.newTree = digest(0x29)
        }
        return wire
    }

    private static var diagnosisOutcome: WireOutcome {
        var wire = outcome
        wire.files = [
            .with {
                $0.path = "hamyar-diagnosis-mch_0-20270115T080000Z.tar.gz"
                $0.size = 4096
                $0.digest = digest(0x26)
            }
        ]
        wire.diagnosis = .with {
            $0.findings = 3
            $0.redactions = 17
            $0.leftOut = ["logs/journal.txt"]
        }
        return wire
    }

    private static var withheldOutcome: WireOutcome {
        var wire = outcome
        wire.files = []
        wire.bytes = 0
        wire.result = .notPerformed
        wire.code = "diagnosis.withheld"
        wire.parameters = ["reason": "امروز نه"]
        return wire
    }

    private static var treeOutcome: WireOutcome {
        var wire = outcome
        wire.files.append(
            .with {
                $0.path = "/srv/app/reports/old.bin"
                $0.backup = "old.bin.hamyar-1"
                $0.deleted = true
            })
        wire.manifest = digest(0x26)
        wire.counts = .with {
            $0.written = 1
            $0.unchanged = 40
            $0.skipped = 2
            $0.deleted = 1
        }
        return wire
    }

    private static func bundle() throws -> WireTrustBundle {
        let from = Timestamp(milliseconds: time - 86_400_000)
        let to = Timestamp(milliseconds: time) + .seconds(10 * 365 * 86_400)
        let authorities = try PeerRole.allCases.map { role in
            let authority = try CertificateAuthority.create(
                name: "Padra \(role)s", vendor: vendor, role: role, from: from, to: to)
            return TrustBundle.Authority(role: role, certificate: authority.certificate)
        }
        return try TrustBundle(
            version: 1, vendor: vendor, vendorName: "پادرا", authorities: authorities,
            relayKeys: [PrivateKey(seed: seed(2)).publicKey],
            logKeys: [PrivateKey(seed: seed(5)).publicKey], issued: Timestamp(milliseconds: time)
        ).wire
    }

    typealias Refused = (name: String, meaning: String, domain: Domain, body: [UInt8], result: String)

    static func refused() throws -> [Refused] {
        func changed(_ change: (inout WireRequest) -> Void) throws -> [UInt8] {
            var wire = request
            change(&wire)
            return try wire.serializedBytes()
        }
        func installing(_ change: (inout WireProductInstall) -> Void) throws -> [UInt8] {
            var wire = operation
            wire.install = productInstall
            change(&wire.install)
            return try wire.serializedBytes()
        }
        func diagnosing(_ change: (inout WireDiagnosis) -> Void) throws -> [UInt8] {
            var wire = operation
            wire.diagnosis = .init()
            change(&wire.diagnosis)
            return try wire.serializedBytes()
        }
        func running(_ arguments: String..., milliseconds: UInt64 = 1000) throws -> [UInt8] {
            var wire = operation
            wire.command = .with {
                $0.arguments = arguments
                $0.timeoutMillis = milliseconds
            }
            return try wire.serializedBytes()
        }
        func asking(_ change: (inout WireRequest) -> Void) throws -> [UInt8] {
            var wire = agentsRequest
            change(&wire)
            return try wire.serializedBytes()
        }
        func allowing(_ change: (inout WireStandingPolicy) -> Void) throws -> [UInt8] {
            var wire = standingPolicy
            change(&wire)
            return try wire.serializedBytes()
        }
        let plain: [UInt8] = try request.serializedBytes()
        let unknown: [UInt8] = [0xa0, 0x06, 0x01]
        var nested = request
        nested.lines[0] = try WireSessionLine(serializedBytes: nested.lines[0].serializedBytes() + unknown)
        var both: [UInt8] = try operation.serializedBytes()
        both += try WireOperation.with { $0.pull.source = "/srv/app/x" }.serializedBytes() as [UInt8]
        return [
            ("unknown field", "field 100: it could be a new restriction", .request, plain + unknown, "object.unknown-field"),
            ("unknown field within", "field 100 in the line", .request, try nested.serializedBytes(), "object.unknown-field"),
            (
                "unknown enum value", "an initiator of a later version", .request,
                try changed { $0.initiator = .UNRECOGNIZED(9) },
                "object.unknown-field"
            ),
            ("unspecified enum value", "no initiator", .request, try changed { $0.initiator = .unspecified }, "object.field"),
            ("field twice", "the reason comes twice", .request, plain + [0x62, 0x01, 0x78], "object.malformed"),
            ("default spelled out", "vendor_defect is false and is written", .request, plain + [0x70, 0x00], "object.malformed"),
            ("two of a oneof", "push and pull", .operation, both, "object.malformed"),
            ("bad UTF-8", "the reference is one continuation byte", .request, plain + [0x6a, 0x01, 0x80], "object.malformed"),
            ("wrong type", "vendor_defect as text", .request, plain + [0x72, 0x01, 0x78], "object.unknown-field"),
            ("a command without a program", "no words at all", .operation, try running(), "object.field"),
            (
                "a command by a relative path", "it names another program in each directory", .operation, try running("bin/id"),
                "object.field"
            ),
            (
                "a command with a zero byte", "the kernel would read less than was signed", .operation, try running("id", "a\0b"),
                "object.field"
            ),
            ("a command without end", "no time limit", .operation, try running("id", milliseconds: 0), "object.field"),
            (
                "one file that deletes", "delete_extraneous without tree", .operation,
                try WireOperation(serializedBytes: operation.serializedBytes() as [UInt8]).deleting.serializedBytes(),
                "object.field"
            ),
            (
                "no rule for links", "a tree's pull without links", .operation,
                try WireOperation(serializedBytes: operation.serializedBytes() as [UInt8]).pullingTree.serializedBytes(),
                "object.field"
            ),
            (
                "an agent's request with a technician", "nobody stands behind both", .request,
                try asking { $0.technician = id("tec") }, "object.field"
            ),
            (
                "an agent's request for more", "files beside the update", .request,
                try asking { $0.scope.append("push:/srv/app") },
                "object.field"
            ),
            (
                "an agent's request without its update", "initiator agent alone", .request, try asking { $0.clearUpdate() },
                "object.field"
            ),
            (
                "a technician's request with an update", "an update is the agent's", .request,
                try changed { $0.update = agentsRequest.update }, "object.field"
            ),
            (
                "an agent that calls its work free", "vendor_defect", .request, try asking { $0.vendorDefect = true },
                "object.field"
            ),
            (
                "a day that is none", "released without a day", .request, try asking { $0.update.released = "2026-11" },
                "object.field"
            ),
            (
                "a policy for files", "only updates are allowed beforehand", .policy,
                try allowing { $0.allow = ["push:/srv/app"] },
                "object.field"
            ),
            ("a policy for nothing", "no word", .policy, try allowing { $0.allow = [] }, "object.field"),
            ("a policy without hours", "there is no default", .policy, try allowing { $0.hours = [] }, "object.field"),
            ("an eighth day", "days are 1 to 7", .policy, try allowing { $0.hours[0].day = 8 }, "object.field"),
            (
                "hours that end before they begin", "over midnight are two intervals", .policy,
                try allowing { $0.hours[0].to = 60 }, "object.field"
            ),
            (
                "a zone that climbs", "a path instead of a zone", .policy, try allowing { $0.zone = "../../etc/passwd" },
                "object.field"
            ),
            ("a policy for ever", "more than three years", .policy, try allowing { $0.until = .max }, "object.field"),
            ("a negative cap", "one rial below nothing", .policy, try allowing { $0.costCap = -1 }, "object.field"),
            ("a policy of nobody", "no approver", .policy, try allowing { $0.clearApprover() }, "object.field"),
            (
                "another product's target", "an install whose target lies elsewhere", .operation,
                try installing { $0.target = "other/2.0/linux-x86_64/payload.tar.zst" }, "object.field"
            ),
            (
                "a target that climbs", "two dots in the target's path", .operation,
                try installing { $0.target = "daftar/../other/payload.tar.zst" }, "object.field"
            ),
            (
                "a version with a slash", "versions are plain names", .operation, try installing { $0.version = "2/0" },
                "object.field"
            ),
            (
                "a collector that climbs", "a path instead of a collector's name", .operation,
                try diagnosing { $0.only = ["product:../../etc"] }, "object.field"
            ),
            (
                "a collector twice", "the same name again", .operation, try diagnosing { $0.only = ["cpu", "cpu"] },
                "object.field"
            ),
            ("figures without pause", "a period of 499 ms", .operation, try diagnosing { $0.period = 499 }, "object.field"),
            (
                "figures of one collector", "live figures name no collectors", .operation,
                try diagnosing {
                    $0.period = 1000
                    $0.only = ["cpu"]
                }, "object.field"
            ),
            ("a time before all", "logs since a negative time", .operation, try diagnosing { $0.logsSince = -1 }, "object.field"),
            ("truncated", "the last byte is missing", .request, Array(plain.dropLast()), "object.malformed"),
            ("empty", "no field at all", .request, [], "object.field"),
            ("no line", "a request without lines", .request, try changed { $0.lines = [] }, "object.field"),
            (
                "scope not canonical", "a slash at the end", .request, try changed { $0.scope = ["push:/srv/app/"] },
                "object.malformed"
            ),
            (
                "scope twice", "the same word twice", .request, try changed { $0.scope = ["diagnose", "diagnose"] },
                "object.malformed"
            ),
            ("no scope", "there is no default", .request, try changed { $0.scope = [] }, "scope.empty"),
            ("the whole machine", "push to the root", .request, try changed { $0.scope = ["push:/"] }, "scope.malformed"),
            (
                "a way out", "a path with two dots", .request, try changed { $0.scope = ["push:/srv/../etc"] }, "scope.malformed"
            ),
            (
                "long reason", "501 characters", .request, try changed { $0.reason = String(repeating: "x", count: 501) },
                "object.field"
            ),
            ("long grant", "24 hours and a millisecond", .request, try changed { $0.durationMs = 86_400_001 }, "object.field"),
            ("another's id", "a machine's id as the session's", .request, try changed { $0.session = id("mch") }, "object.field"),
        ]
    }
}

extension WireOperation {
    fileprivate var deleting: WireOperation {
        var wire = self
        wire.push.deleteExtraneous = true
        return wire
    }

    fileprivate var pullingTree: WireOperation {
        var wire = self
        wire.pull = .with {
            $0.source = "/srv/app/logs"
            $0.tree = true
        }
        return wire
    }
}
