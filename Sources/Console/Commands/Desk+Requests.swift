import Cryptography
import Entitlement
import Messages
package import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// Asking a customer for a session.
extension TechnicianDesk {
    /// What it would cost; nobody is asked.
    package func evaluate(_ asking: SessionAsking) async throws -> Answer {
        let reply = try await evaluation(asking)
        do {
            _ = try Self.payer(of: asking, reply)
            return Answer(EvaluationOutput(reply))
        } catch {
            return Answer(EvaluationOutput(reply), failure: error)
        }
    }

    /// Evaluates, signs the request and hands it to the relay. Where no line can pay, or several can, nothing is asked.
    package func request(_ asking: SessionAsking) async throws -> RequestOutcome {
        let reply = try await evaluation(asking)
        do {
            let line = try Self.payer(of: asking, reply)
            return .asked(try await submit(asking, reply, line))
        } catch let failure as Failure where EvaluationOutput.explains(failure) {
            return .notAsked(EvaluationOutput(reply), failure)
        }
    }

    func evaluation(_ asking: SessionAsking) async throws -> WireEvaluateReply {
        var reply = try await call(
            .entitlementEvaluate,
            WireEvaluateCall.with {
                $0.machine = asking.machine
                $0.kind = asking.kind
                $0.place = asking.place.wire
                $0.quantity = asking.quantity?.thousandths ?? TypedQuantity.oneUnit
                $0.contract = asking.contract ?? ""
                $0.vendorDefect = asking.isVendorDefect
                $0.quote = asking.quote
            })
        reply.lines = try PayingChoice.lines(reply.lines, named: asking.line)
        return reply
    }

    /// The one line that can pay; its quantity is what was typed.
    private static func payer(of asking: SessionAsking, _ reply: WireEvaluateReply) throws(Failure) -> WirePayingLine {
        let line = try PayingChoice.only(of: reply.lines, kind: asking.kind)
        // A signed quantity has no unit of its own: it is of the kind's.
        if let quantity = asking.quantity, let unit = quantity.unit,
            let wrong = line.parts.first(where: { $0.unit != unit.rawValue })
        {
            throw .typed(quantity.description, "--quantity", forms: wrong.unit)
        }
        return line
    }

    private func submit(
        _ asking: SessionAsking, _ reply: WireEvaluateReply, _ line: WirePayingLine
    ) async throws -> SessionFacts {
        guard let machine = MachineID(reply.machine), let organisation = OrganisationID(reply.organisation) else {
            throw Failure(.messageInvalid, ["type": WireEvaluateReply.protoMessageName])
        }
        try MachinePins(home).check(asking.machine, is: machine)
        let kind = try Self.kind(of: line, asked: asking.kind)
        let payer: ContractLineID? = ContractLineID(line.contractLine)
        let created = now
        let request = try Request(
            session: .random(), machine: machine, technician: identity.settings.technician, organisation: organisation,
            initiator: .technician,
            lines: [
                SessionLine(
                    number: 1, kind: kind, place: asking.place, quantity: asking.quantity?.thousandths ?? TypedQuantity.oneUnit,
                    contractLine: payer, quote: asking.quote.isEmpty ? nil : asking.quote)
            ],
            scope: asking.scope, duration: asking.duration, created: created, notAfter: created + asking.life,
            reason: asking.reason, reference: asking.reference, vendorDefect: asking.isVendorDefect,
            technicianName: identity.settings.name)
        let signed = try SignedObject.sign(request, by: identity.signing)
        let view = try await call(.sessionRequest, WireSessionRequestCall.with { $0.request = signed.message.wire })
        let facts = try facts(view)
        guard facts.request.digest == signed.digest else {
            throw Failure(.sessionMismatch, ["object": "request", "session": view.number])
        }
        return facts
    }

    /// The kind that is signed is the one that was asked for, or the one whose rule (A3) was asked for: the relay does not choose.
    static func kind(of line: WirePayingLine, asked: String) throws(Failure) -> String {
        if line.kind.isEmpty || line.kind == asked { return asked }
        guard line.parts.contains(where: { $0.rule.lowercased() == asked.lowercased() }) else {
            throw Failure(.sessionMismatch, ["object": "verdict", "field": "kind"])
        }
        return line.kind
    }

    /// Verifies what the relay shows of a session, and remembers its log's root.
    func facts(_ view: WireSessionView) throws -> SessionFacts {
        let facts = try SessionFacts(view, trust: trust)
        if let reference = facts.verdict?.body.checkpoint {
            try HeldCheckpoint(home).accept(.init(reference), late: true)
        }
        return facts
    }
}

/// What became of a request at this end.
package enum RequestOutcome: Sendable {
    case asked(SessionFacts)
    /// No line can pay, or several can.
    case notAsked(EvaluationOutput, Failure)
}

extension EvaluationOutput {
    /// Whether the evaluation says more than the failure alone.
    static func explains(_ failure: Failure) -> Bool {
        [.entitlementSeveral, .entitlementDenied, .entitlementQuoteNeeded].contains(failure.code)
    }
}
