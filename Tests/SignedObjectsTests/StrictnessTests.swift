import Cryptography
import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Testing

@testable import SignedObjects

struct StrictnessTests {
    let parties: Parties
    let body: [UInt8]
    let verdict: [UInt8]

    init() throws {
        parties = try Parties()
        let request = try parties.request()
        body = request.envelope.body
        verdict = try parties.verdict(request.digest).envelope.body
    }

    func changed(_ change: (inout WireRequest) -> Void) throws -> [UInt8] {
        var wire = try WireRequest(serializedBytes: body)
        change(&wire)
        return try wire.serializedBytes()
    }

    @Test func `H33 missing fields are refused`() throws {
        let changes: [(inout WireRequest) -> Void] = [
            { $0.session = "" }, { $0.machine = "" }, { $0.technician = "" }, { $0.organisation = "" },
            { $0.initiator = .unspecified },
            { $0.lines = [] }, { $0.durationMs = 0 }, { $0.notAfter = 0 }, { $0.reason = "" },
            { $0.lines[0].number = 0 }, { $0.lines[0].kind = "" }, { $0.lines[0].place = .unspecified },
            { $0.lines[0].quantity = 0 },
        ]
        for change in changes {
            #expect(code { try Request(bytes: changed(change)) } == "object.field")
        }
        #expect(code { try Request(bytes: changed { $0.scope = [] }) } == "scope.empty")
        #expect(code { try Request(bytes: []) } != nil)
    }

    @Test func `H33 values outside their range are refused`() throws {
        let changes: [(inout WireRequest) -> Void] = [
            { $0.session = $0.machine }, { $0.durationMs = 86_400_001 }, { $0.durationMs = -1 }, { $0.durationMs = .max },
            { $0.created = -1 }, { $0.notAfter = .max }, { $0.reason = String(repeating: "x", count: 501) },
            { $0.reference = String(repeating: "x", count: 101) }, { $0.lines = Array(repeating: $0.lines[0], count: 17) },
            { $0.lines.append($0.lines[0]) }, { $0.lines[0].number = .max }, { $0.lines[0].quantity = .max },
            { $0.lines[0].contractLine = "lin_x" }, { $0.lines[0].kind = "a\u{202e}b" },
        ]
        for change in changes {
            #expect(code { try Request(bytes: changed(change)) } == "object.field")
        }
        #expect(code { try Request(bytes: changed { $0.scope = Array(repeating: "diagnose", count: 33) }) } == "scope.too-many")
        #expect(code { try Request(bytes: changed { $0.scope = ["push:/"] }) } == "scope.malformed")
    }

    @Test func `H33 unknown fields are refused at any depth`() throws {
        // Field 100, varint 1.
        let unknown: [UInt8] = [0xa0, 0x06, 0x01]
        #expect(code { try Request(bytes: body + unknown) } == "object.unknown-field")
        var wire = try WireVerdict(serializedBytes: verdict)
        wire.checkpoint = try WireCheckpoint(serializedBytes: wire.checkpoint.serializedBytes() + unknown)
        let inCheckpoint: [UInt8] = try wire.serializedBytes()
        #expect(code { try Verdict(bytes: inCheckpoint) } == "object.unknown-field")
        var parted = try WireVerdict(serializedBytes: verdict)
        parted.parts[0] = try WireVerdictPart(serializedBytes: parted.parts[0].serializedBytes() + unknown)
        let inPart: [UInt8] = try parted.serializedBytes()
        #expect(code { try Verdict(bytes: inPart) } == "object.unknown-field")
    }

    @Test func `H33 unknown enum values are refused`() throws {
        #expect(code { try Request(bytes: changed { $0.initiator = .UNRECOGNIZED(9) }) } == "object.unknown-field")
        #expect(code { try Request(bytes: changed { $0.lines[0].place = .UNRECOGNIZED(9) }) } == "object.unknown-field")
        var wire = try WireVerdict(serializedBytes: verdict)
        wire.parts[0].coverage = .UNRECOGNIZED(-1)
        let bytes: [UInt8] = try wire.serializedBytes()
        #expect(code { try Verdict(bytes: bytes) } == "object.unknown-field")
    }

    @Test func `H33 H34 a field twice, a default spelled out, two of a oneof`() throws {
        let again: [UInt8] = try WireRequest.with { $0.reason = "other" }.serializedBytes()
        #expect(code { try Request(bytes: body + again) } == "object.malformed")
        #expect(code { try Request(bytes: body + [0x70, 0x00]) } == "object.malformed")
        let operation = try parties.operation(parties.request().digest).envelope.body
        let pull: [UInt8] = try WireOperation.with { $0.pull.source = "/srv/app/x" }.serializedBytes()
        #expect(code { try Operation(bytes: operation + pull) } == "object.malformed")
    }

    @Test func `H33 wrong types, bad UTF-8, depth and truncation`() throws {
        // Field 1 (session, text) as a varint; field 12 (reason) with a lone continuation byte.
        #expect(code { try Request(bytes: body + [0x08, 0x01]) } != nil)
        #expect(code { try Request(bytes: body + [0x62, 0x01, 0x80]) } == "object.malformed")
        // Groups of field 100 within each other, as deep as the body's limit would allow.
        let deep = Array(repeating: [UInt8]([0xa3, 0x06]), count: 100_000).flatMap { $0 }
        #expect(code { try Request(bytes: deep) } == "object.malformed")
        for length in body.indices {
            // A body cut between fields may be a whole one without what followed; it then says exactly that.
            guard let request = try? Request(bytes: Array(body.prefix(length))) else { continue }
            #expect(try request.encoded() == Array(body.prefix(length)))
        }
    }

    @Test func `H33 a verdict whose part is denied or needs a quote is not granted`() throws {
        var wire = try WireVerdict(serializedBytes: verdict)
        #expect(try !Verdict(wire: wire).isDenied)
        wire.parts[0].coverage = .denied
        #expect(try Verdict(wire: wire).isDenied)
        wire.parts[0].coverage = .priced
        wire.parts[0].quoteNeeded = true
        #expect(try Verdict(wire: wire).isDenied)
    }

    /// Whatever a changed byte becomes, it is refused or means exactly what its bytes say.
    @Test func `H34 no byte goes unnoticed`() throws {
        for index in body.indices {
            for value: UInt8 in [0x00, 0x01, 0x7f, 0x80, 0xff, body[index] ^ 1] where value != body[index] {
                var bytes = body
                bytes[index] = value
                guard let request = try? Request(bytes: bytes) else { continue }
                #expect(try Request(bytes: request.encoded()) == request)
                #expect(try request != Request(bytes: body))
            }
        }
    }
}
