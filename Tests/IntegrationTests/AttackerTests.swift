import AuditStorage
import Authorities
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing

extension TransfersEndToEnd {
    /// A relay whose database and keys are in an attacker's hands cannot make an agent write a byte (design of trust, first
    /// sentence). The attacker is this process; the agent is the real one, and so is its customer.
    @Suite(.serialized) struct AttackerTests {
        private func isOneOf(_ families: [String], _ code: String?) -> Bool {
            families.contains { code?.hasPrefix($0) == true }
        }

        @Test func `H35 H38 H43 forged and replayed requests reach nobody`() async throws {
            let scene = try await AttackScene("attack-requests")
            let (forgery, relay, stolen) = (scene.forgery, scene.relay, scene.stolen)
            let old = try stolen.object(.request, of: scene.past)
            let genuine = try forgery.request(by: scene.technician)
            let elsewhere = try forgery.request(by: scene.technician, machine: .random())
            let stale = try forgery.request(by: scene.technician, age: .seconds(3600))
            let altered = SignedEnvelope(
                domain: old.envelope.domain, vendor: old.envelope.vendor, keyID: old.envelope.keyID,
                body: genuine.message.envelope.body,
                signature: old.envelope.signature)
            let strangerKey = SigningIdentity(
                key: try PrivateKey.generate(), vendor: stolen.vendor, certificate: scene.technician.certificate)

            func signed(by signer: SigningIdentity) throws -> (SignedMessage, SignedMessage) {
                let request = try forgery.request(by: signer)
                let certificate = scene.technician.certificate?.der ?? []
                let message =
                    signer.key === strangerKey.key
                    ? SignedMessage(envelope: request.message.envelope, certificate: certificate) : request.message
                return (message, try forgery.verdict(over: request))
            }
            let attempts: [(name: String, offer: (SignedMessage, SignedMessage), refusedWith: [String])] = [
                ("self-made technician authority", try signed(by: forgery.selfMadeTechnician()), ["certificate."]),
                ("a machine's certificate", try signed(by: forgery.machineAsTechnician()), ["certificate."]),
                ("the relay's own key", try signed(by: stolen.identity), ["certificate.absent"]),
                ("the technician's certificate, another key", try signed(by: strangerKey), ["envelope."]),
                (
                    "an old signature over a new body",
                    (SignedMessage(envelope: altered, certificate: old.certificate), try forgery.verdict(over: genuine)),
                    ["envelope.bad-signature"]
                ),
                (
                    "an operation in a request's place",
                    (try #require(try stolen.operations(of: scene.past).first), try forgery.verdict(over: genuine)),
                    ["envelope.wrong-domain"]
                ),
                ("for another machine", (elsewhere.message, try forgery.verdict(over: elsewhere)), ["session.mismatch"]),
                ("out of time", (stale.message, try forgery.verdict(over: stale)), ["session.expired"]),
                (
                    "a verdict of nobody",
                    (
                        genuine.message,
                        try forgery.verdict(
                            over: genuine, by: SigningIdentity(key: try PrivateKey.generate(), vendor: stolen.vendor))
                    ), ["trust.unknown-signer"]
                ),
                (
                    "a verdict over another request",
                    (genuine.message, try forgery.verdict(over: genuine, digest: old.digest)), ["session.mismatch"]
                ),
                (
                    "the old verdict", (genuine.message, try stolen.object(.verdict, of: scene.past)), ["session.mismatch"]
                ),
            ]
            for (number, attempt) in attempts.enumerated() {
                let refusal = try await relay.offer(attempt.offer.0, attempt.offer.1, number: "S-\(900 + number)")
                #expect(isOneOf(attempt.refusedWith, refusal), "\(attempt.name): \(refusal ?? "taken")")
                #expect(try await scene.refusals().count == number + 1, "\(attempt.name) is not in the agent's log")
            }
            // The old request, whole: known, ended, and nobody is asked.
            let replay = SignedMessage(envelope: old.envelope, certificate: old.certificate)
            _ = try await relay.offer(replay, stolen.object(.verdict, of: scene.past), number: "S-999")
            #expect(try await scene.bed.waiting().isEmpty)
            #expect(try scene.isUntouched())
            await relay.close()
        }

        @Test func `H42 H43 H45 forged, foreign and replayed operations write nothing, before and after consent`() async throws {
            let scene = try await AttackScene("attack-operations")
            let (forgery, relay, content) = (scene.forgery, scene.relay, scene.content)
            let session = try await scene.genuineRequest(number: "S-500")
            let id = session.body.session
            let authority = try AuthorityDirectory.load(from: scene.bed.authority)
            let signers: [(String, SigningIdentity)] = [
                ("a self-made technician", try forgery.selfMadeTechnician()), ("the relay's key", scene.stolen.identity),
                ("a machine's certificate", try forgery.machineAsTechnician()),
                ("another technician of the vendor", try forgery.colleague(authority)),
            ]
            let old = try #require(try scene.stolen.operations(of: scene.past).first)

            // Nobody has said yes. Even what the technician signed ahead waits.
            let ahead = try forgery.operation(on: session, to: scene.target("ahead"), content, by: scene.technician)
            #expect(try await relay.push(ahead, session: id, content) == "session.wrong-state")
            for (name, signer) in signers {
                let operation = try forgery.operation(on: session, to: scene.target("early"), content, by: signer)
                #expect(try await relay.push(operation, session: id, content) != nil, "\(name), before consent")
            }
            #expect(try await relay.push(old, session: scene.past, content) != nil, "the past session's operation")
            #expect(try await relay.push(old, session: id, content) != nil, "the past session's operation, under another id")
            #expect(try scene.isUntouched())

            // Now the customer says yes, and the attacker activates the grant, as a relay may.
            relay.answerGrants { call in
                let grant = try SignedMessage(wire: call.grant)
                let activation = try forgery.activation(of: grant, session: id)
                return WireGrantReply.with { $0.activation = activation.wire }
            }
            #expect(try await scene.approve("S-500")["state"].string == "active")
            var refused = try await scene.refusals().count
            for (name, signer) in signers {
                let operation = try forgery.operation(on: session, to: scene.target("late"), content, by: signer)
                #expect(try await relay.push(operation, session: id, content) != nil, "\(name), after consent")
            }
            #expect(try await relay.push(old, session: id, content) != nil, "the past session's operation, after consent")
            #expect(try await relay.push(old, session: scene.past, content) != nil, "the past session's operation, after its end")
            let outside = try forgery.operation(
                on: session, to: scene.bed.place("outside"), content, by: scene.technician)
            #expect(try await relay.push(outside, session: id, content) == "operation.outside-scope")
            // The technician's own operation with the attacker's content.
            let genuine = try forgery.operation(on: session, to: scene.target("genuine"), content, by: scene.technician)
            let other = try ForgedContent("#!/bin/sh\necho OWNED\n")
            #expect(try await relay.push(genuine, session: id, other) == "operation.manifest-differs")
            #expect(try scene.isUntouched())
            #expect(!FileManager.default.fileExists(atPath: scene.bed.place("outside")))
            refused = try await scene.refusals().count - refused
            #expect(refused >= signers.count + 4, "\(refused) of \(signers.count + 4) refusals are in the agent's log")

            // H42: what the customer left out of a wider request.
            let narrowed = try await scene.genuineRequest(number: "S-501")
            relay.answerGrants { call in
                let activation = try forgery.activation(of: SignedMessage(wire: call.grant), session: narrowed.body.session)
                return WireGrantReply.with { $0.activation = activation.wire }
            }
            #expect(try await scene.approve("S-501", "--only", "push:\(scene.target("narrow"))")["state"].string == "active")
            let wide = try forgery.operation(on: narrowed, to: scene.target("wide"), content, by: scene.technician)
            #expect(try await relay.push(wide, session: narrowed.body.session, content) == "operation.outside-scope")
            #expect(try scene.isUntouched())

            // The attempts were well made: the same with the right key and content is performed.
            #expect(try await relay.push(genuine, session: id, content) == nil)
            #expect(FileManager.default.contents(atPath: scene.target("genuine")) == Data(content.bytes))
            try FileManager.default.removeItem(atPath: scene.target("genuine"))

            // H43: after the end, the very same bytes do nothing.
            try await scene.bed.agent("revoke", "S-500")
            #expect(try await relay.push(genuine, session: id, content) != nil)
            #expect(try scene.isUntouched())
            try await scene.bed.agent("audit", "verify")
            await relay.close()
        }

        @Test func `H43 forged and replayed activations activate nothing`() async throws {
            let scene = try await AttackScene("attack-activations")
            let (forgery, relay, content) = (scene.forgery, scene.relay, scene.content)
            let old = try scene.stolen.object(.activation, of: scene.past)
            let oldGrant = try scene.stolen.object(.grant, of: scene.past)
            let past = scene.past
            let nobody = SigningIdentity(key: try PrivateKey.generate(), vendor: scene.stolen.vendor)
            let forgeries: [(name: String, make: @Sendable (SignedMessage, SessionID) throws -> SignedMessage)] = [
                ("of the past session", { _, _ in old }),
                ("of the past grant, signed anew", { _, session in try forgery.activation(of: oldGrant, session: session) }),
                ("of this grant, for the past session", { grant, _ in try forgery.activation(of: grant, session: past) }),
                (
                    "by a key that no bundle names",
                    { grant, session in try forgery.activation(of: grant, session: session, by: nobody) }
                ),
                (
                    "that leaves out the line",
                    { grant, session in try forgery.activation(of: grant, session: session, lines: [2]) }
                ),
                ("that is the grant itself", { grant, _ in grant }),
            ]
            for (index, forged) in forgeries.enumerated() {
                let number = "S-\(600 + index)"
                let session = try await scene.genuineRequest(number: number)
                let id = session.body.session
                relay.answerGrants { call in
                    let activation = try forged.make(SignedMessage(wire: call.grant), id)
                    return WireGrantReply.with { $0.activation = activation.wire }
                }
                let before = relay.grants.count
                #expect(try await scene.approve(number)["state"].string != "active", "activation \(forged.name)")
                #expect(relay.grants.count > before)
                let operation = try forgery.operation(on: session, to: scene.target("x"), content, by: scene.technician)
                #expect(try await relay.push(operation, session: id, content) != nil, "activation \(forged.name)")
                #expect(try scene.isUntouched(), "activation \(forged.name)")
            }
            #expect(try await scene.refusals().count >= forgeries.count)
            await relay.close()
        }

        @Test func `a forged grant is nothing to an agent`() async throws {
            let scene = try await AttackScene("attack-grants")
            let (forgery, relay, content) = (scene.forgery, scene.relay, scene.content)
            let session = try await scene.genuineRequest(number: "S-700")
            // No call brings a grant to an agent; in an activation's, a verdict's or a request's place it is of another domain.
            let grant = try scene.stolen.object(.grant, of: scene.past)
            let refusal = try await relay.offer(grant, forgery.verdict(over: session), number: "S-701")
            #expect(
                refusal?.hasPrefix("envelope.") == true || refusal?.hasPrefix("certificate.") == true, "\(refusal ?? "taken")")
            let operation = try forgery.operation(on: session, to: scene.target("x"), content, by: scene.technician)
            #expect(try await relay.push(operation, session: session.body.session, content) == "session.wrong-state")
            #expect(try await scene.bed.waiting() == ["S-700"])
            #expect(try scene.isUntouched())
            await relay.close()
        }

        @Test func `forged and older trust bundles change nothing`() async throws {
            let scene = try await AttackScene("attack-bundles")
            let (forgery, relay, stolen) = (scene.forgery, scene.relay, scene.stolen)
            let authority = try AuthorityDirectory.load(from: scene.bed.authority)
            let first = try scene.firstBundle()
            let current = try TrustBundle.open(first, root: authority.root.publicKey).body
            let technician = try forgery.selfMadeAuthority()
            func forged(_ version: UInt64, by key: PrivateKey) throws -> WireEnvelope {
                let bundle = try forgery.bundle(version: version, of: current, technicians: technician.certificate)
                return try SignedObject.sign(bundle, by: SigningIdentity(key: key, vendor: stolen.vendor)).message.envelope.wire
            }
            let forgeries = [
                ("another root", try forged(2, by: PrivateKey.generate())),
                ("the relay's signing key", try forged(2, by: stolen.signing)),
                ("the relay's TLS key", try forged(9, by: stolen.key)),
            ]
            for (name, bundle) in forgeries {
                #expect(try await relay.update(bundle) != nil, "\(name)")
            }
            // In the greeting, too.
            relay.greet(with: forgeries[0].1)
            try await relay.displace()
            let request = try forgery.request(by: forgery.technician(under: technician))
            #expect(try await relay.offer(request.message, forgery.verdict(over: request), number: "S-800") != nil)

            // A newer one of the real root is taken, and the older one never again.
            let next = try authority.sign(forgery.bundle(version: 2, of: current)).message.envelope.wire
            #expect(try await relay.update(next) == nil)
            #expect(try await relay.update(first.wire) == "trust.older")
            relay.greet(with: first.wire)
            try await relay.displace()
            #expect(try await relay.update(next) == nil)
            let accepted = try await scene.bed.agentLog().filter { $0.kind == "bundle.accepted" }.compactMap { $0.ids["version"] }
            #expect(accepted.last == "2" && !accepted.contains("9"), "\(accepted)")
            // The last greeting's is told while it is answered.
            try await Deadlines.wait("the refusals") { try await scene.refusals().count >= forgeries.count + 4 }
            #expect(try scene.isUntouched())
            await relay.close()
        }
    }
}
