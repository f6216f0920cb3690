import Cryptography
import Documents
import FileTransfer
import Foundation
import Messages
package import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// A push that waits at the relay, to one machine or to many: evaluated first, uploaded once, then a signed request and signed
/// operations for each machine (issue 4, "Waiting and many"). Content waits, permission does not: each customer is asked when
/// their machine is back.
package struct WaitingPush: Sendable {
    /// Evaluations and requests under way at once.
    static let atOnce = 8

    let carrier: FileCarrier

    package init(_ carrier: FileCarrier) {
        self.carrier = carrier
    }

    /// - Parameter confirm: shown what it draws on and costs; false: nothing is asked and nothing sent.
    /// - Throws: `file` codes, `selection.malformed`, `find` codes, `console.expected` where another number of machines is chosen,
    ///   `entitlement.denied` where no machine could be asked, `blob` codes.
    package func push(
        _ path: String, _ choices: WaitingChoices, confirm: @Sendable (WaitingEstimate) throws -> Bool
    ) async throws -> Answer {
        try choices.check()
        let source = try WaitingSource(path, rules: choices.files.rules)
        let destination = try source.destination(choices.path)
        let plan = WaitingPlan(carrier.door.home, key: key(source, destination, choices))
        return try await TechnicianDesk.sit(at: carrier.door) { desk in
            var machines = try plan.machines()
            if machines.isEmpty {
                var session: SessionFacts?
                if let named = choices.files.session {
                    session = try await self.session(named, for: destination, choices, desk)
                }
                let (estimate, orders) = try await estimate(source, choices, under: session, desk)
                if let expected = choices.expected, expected != estimate.count {
                    throw Failure(.consoleExpected, ["expected": String(expected), "found": String(estimate.count)])
                }
                guard !choices.files.isDryRun else { return Answer(estimate) }
                guard !orders.isEmpty else { return Answer(estimate, failure: Self.nobody(estimate)) }
                guard try confirm(estimate) else { return Answer(estimate, failure: Failure(.consoleDeclined)) }
                machines = try orders.map { order in
                    guard let session else { return try signed(order, source, destination, choices) }
                    return try stored(order.machine, under: session, source, destination, choices)
                }
                try plan.begin(machines)
            }
            let blobs = try await upload(source, desk)
            let done = try await hand(machines, over: blobs, plan)
            try plan.end()
            return Answer(WaitingOutput(done, blobs: blobs), failure: WaitingOutput.failure(of: done))
        }
    }

    /// What makes two commands the same piece of work: what, where, for whom and why; not when.
    private func key(_ source: WaitingSource, _ destination: ScopePath, _ choices: WaitingChoices) -> [String] {
        let target: [String] =
            switch choices.target {
            case .machine(let machine): ["machine", machine]
            case .selection(let words): ["selection", words]
            }
        let manifests = source.manifests.map(\.signed.digest.description)
        return [source.path, destination.description, choices.kind, choices.reason, choices.contract ?? ""] + target + manifests
            + [choices.files.overwrite.rawValue, String(choices.isVendorDefect)]
            + (choices.files.session.map { ["session", $0] } ?? [])
    }

    /// Whether a push could not be made now, but may wait: the machine is away, or nothing allows it yet.
    ///
    /// - Parameter named: a session was picked; it may wait for its customer too.
    package static func isForLater(_ failure: Failure, inSession named: Bool) -> Bool {
        [.machineAway, named ? .sessionWaiting : .sessionNotGranted].contains(failure.code)
    }

    // MARK: - What it would cost

    /// A machine that would be asked, and who pays.
    struct Order: Sendable {
        let machine: WireMachine
        /// nil: under a session that was asked for before.
        let paying: Paying?
    }

    struct Paying: Sendable {
        let reply: WireEvaluateReply
        let line: WirePayingLine
    }

    private func estimate(
        _ source: WaitingSource, _ choices: WaitingChoices, under session: SessionFacts?, _ desk: TechnicianDesk
    ) async throws -> (WaitingEstimate, [Order]) {
        let chosen = try await chosen(choices.target, desk)
        let judged = try await Self.inOrder(chosen) { machine -> (WaitingEstimate.Machine, Order?) in
            guard session == nil else {
                return (WaitingEstimate.Machine(machine, .session), Order(machine: machine, paying: nil))
            }
            return try await judge(machine, choices, desk)
        }
        let now = desk.now
        let certificate = desk.identity.certificate.notAfter
        let estimate = WaitingEstimate(
            machines: judged.map(\.0), bytes: source.size,
            keepUntil: .init(min(now + choices.keepFor, certificate)), certificateUntil: .init(certificate),
            cutByCertificate: certificate < now + choices.keepFor)
        return (estimate, judged.compactMap(\.1))
    }

    func chosen(_ target: WaitingChoices.Target, _ desk: TechnicianDesk) async throws -> [WireMachine] {
        switch target {
        case .selection(let words): return try await desk.chosen(words).filter { $0.state == "active" }
        case .machine(let name):
            let all = try await desk.chosen("")
            let found = all.filter { $0.id == name || $0.number.lowercased() == name.lowercased() || $0.name == name }
            guard let first = found.first else { throw Failure(.findNothing, ["text": name, "type": "machine"]) }
            guard found.count == 1 else {
                throw Failure(
                    .findAmbiguous, ["text": name, "candidates": found.map(\.number).joined(separator: ", ")])
            }
            return [first]
        }
    }

    private func judge(
        _ machine: WireMachine, _ choices: WaitingChoices, _ desk: TechnicianDesk
    ) async throws -> (WaitingEstimate.Machine, Order?) {
        let reply = try await desk.call(
            .entitlementEvaluate,
            WireEvaluateCall.with {
                $0.machine = machine.id
                $0.kind = choices.kind
                $0.place = Place.remote.wire
                $0.quantity = TypedQuantity.oneUnit
                $0.contract = choices.contract ?? ""
                $0.vendorDefect = choices.isVendorDefect
            })
        do {
            let line = try PayingChoice.only(of: reply.lines, kind: choices.kind)
            let price = line.parts.reduce(Int64(0)) { $0.addingReportingOverflow($1.accepted ? 0 : $1.price).partialValue }
            let isFree = line.parts.allSatisfy { $0.coverage == .free }
            let cover: WaitingEstimate.Cover = price > 0 ? .priced : isFree ? .free : .covered
            let order = Order(machine: machine, paying: Paying(reply: reply, line: line))
            return (WaitingEstimate.Machine(machine, cover, price: price), order)
        } catch {
            let reason = error.parameters["reason"] ?? error.code.rawValue
            return (WaitingEstimate.Machine(machine, .denied, reason: reason), nil)
        }
    }

    private static func nobody(_ estimate: WaitingEstimate) -> Failure {
        guard let denied = estimate.machines.first(where: { $0.cover == .denied }) else {
            return Failure(.findNothing, ["text": "--to", "type": "machine"])
        }
        return Failure(.entitlementDenied, ["kind": "", "reason": denied.reason ?? "denied.no-contract"])
    }

    // MARK: - What is signed

    private func signed(
        _ order: Order, _ source: WaitingSource, _ destination: ScopePath, _ choices: WaitingChoices
    ) throws -> WaitingPlan.Machine {
        let identity = carrier.door.identity
        guard let paying = order.paying, let machine = MachineID(order.machine.id),
            let organisation = OrganisationID(paying.reply.organisation)
        else {
            throw Failure(.messageInvalid, ["type": WireEvaluateReply.protoMessageName])
        }
        try MachinePins(carrier.door.home).check(order.machine.number, is: machine)
        let created = carrier.clock.now()
        // A second before the certificate's end nothing of it would be believed.
        let notAfter = min(created + choices.keepFor, identity.certificate.notAfter)
        let kind = try TechnicianDesk.kind(of: paying.line, asked: choices.kind)
        let request = try SignedObject.sign(
            Request(
                session: .random(), machine: machine, technician: identity.settings.technician, organisation: organisation,
                initiator: .technician,
                lines: [
                    SessionLine(
                        number: 1, kind: kind, place: .remote, quantity: TypedQuantity.oneUnit,
                        contractLine: ContractLineID(paying.line.contractLine))
                ],
                scope: try Scope([.push(destination)]), duration: choices.duration, created: created, notAfter: notAfter,
                reason: choices.reason, vendorDefect: choices.isVendorDefect, technicianName: identity.settings.name),
            by: identity.signing)
        let operations = try operations(on: request, source, destination, choices, until: notAfter)
        return WaitingPlan.Machine(
            id: order.machine.id, number: order.machine.number, name: order.machine.name, customer: order.machine.customer,
            request: try request.message.bytes, operations: operations, session: nil, refused: nil, isStored: false)
    }

    func operations(
        on request: SignedObject<Request>, _ source: WaitingSource, _ destination: ScopePath, _ choices: WaitingChoices,
        until notAfter: Timestamp
    ) throws -> [[UInt8]] {
        try source.manifests.map { manifest, signed in
            let push = try FilePush(
                manifest: signed.digest, destination: destination, overwrite: choices.files.overwrite,
                size: UInt64(clamping: manifest.totalSize), isTree: source.isDirectory)
            return try SignedObject.sign(
                Operation(
                    request: request.digest, session: request.body.session, operation: .random(), line: 1, notAfter: notAfter,
                    work: .push(push)), by: carrier.door.identity.signing
            ).message.bytes
        }
    }

    // MARK: - What is sent

    /// In the order of the manifests.
    private func upload(_ source: WaitingSource, _ desk: TechnicianDesk) async throws -> [Digest] {
        var blobs: [Digest] = []
        for (manifest, signed) in source.manifests {
            let sender = BlobSender(tree: source.tree, manifest: manifest, signed: signed, bar: carrier.bar, limit: carrier.limit)
            blobs.append(
                try await carrier.persist(desk) { desk, patience in
                    try await sender.attempt(on: desk.connection) { patience.reached($0) }
                })
        }
        return blobs
    }

    /// A machine after the other; what the relay refuses is said, and does not keep the others.
    private func hand(
        _ machines: [WaitingPlan.Machine], over blobs: [Digest], _ plan: WaitingPlan
    ) async throws -> [WaitingPlan.Machine] {
        try await TechnicianDesk.sit(at: carrier.door) { desk in
            try await Self.inOrder(machines) { machine in
                var machine = machine
                guard !machine.isStored, machine.refused == nil else { return machine }
                do {
                    try await hand(&machine, over: blobs, desk)
                } catch let failure as Failure where !Patience.isLoss(failure) {
                    machine.refused = failure.code.rawValue
                }
                try plan.save(machine)
                return machine
            }
        }
    }

    private func hand(_ machine: inout WaitingPlan.Machine, over blobs: [Digest], _ desk: TechnicianDesk) async throws {
        let request = try SignedMessage(bytes: machine.request)
        let isNew = machine.isOwnSession != true
        let view =
            isNew
            ? try await desk.call(.sessionRequest, WireSessionRequestCall.with { $0.request = request.wire })
            : try await desk.call(.sessionShow, WireSessionCall.with { $0.session = machine.session ?? "" })
        let facts = try desk.facts(view)
        guard facts.request.digest == request.digest else {
            throw Failure(.sessionMismatch, ["object": "request", "session": view.number])
        }
        machine.session = view.number
        for (operation, blob) in zip(machine.operations, blobs) {
            let signed = try SignedMessage(bytes: operation)
            _ = try await desk.call(
                .transferStore,
                WireTransferStoreCall.with {
                    $0.session = view.session
                    $0.operation = signed.wire
                    $0.blob = Data(blob.bytes)
                    $0.endsItself = isNew
                })
        }
        machine.isStored = true
    }

    /// So many at once, with the results in order.
    private static func inOrder<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ work: @escaping @Sendable (Input) async throws -> Output
    ) async throws -> [Output] {
        try await withThrowingTaskGroup(of: (Int, Output).self) { group in
            var results = [Output?](repeating: nil, count: inputs.count)
            for (index, input) in inputs.enumerated() {
                if index >= atOnce, let (done, output) = try await group.next() { results[done] = output }
                group.addTask { (index, try await work(input)) }
            }
            while let (done, output) = try await group.next() { results[done] = output }
            return results.compactMap { $0 }
        }
    }
}

extension WaitingEstimate.Machine {
    init(_ machine: WireMachine, _ cover: WaitingEstimate.Cover, price: Int64 = 0, reason: String? = nil) {
        self.init(
            id: machine.id, number: machine.number, name: DisplayText.stripped(machine.name),
            customer: DisplayText.stripped(machine.customer), online: machine.online, cover: cover, price: price, reason: reason)
    }
}
