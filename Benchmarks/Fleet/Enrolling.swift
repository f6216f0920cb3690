import Cryptography
import Entitlement
import Foundation
import Primitives
import RelayStorage
import Storage

/// Machines in a relay's database, each with a key and a certificate of the relay's own authority: what enrolment makes, without ten
/// thousand codes.
enum Enrolling {
    static func run(relay: String, directory: String, count: Int) throws {
        let now = SystemWallClock().now()
        let authority = try CertificateAuthority(
            certificate: Certificate.load(path: relay + "/keys/agent-authority.crt"),
            key: PrivateKey.load(path: relay + "/keys/agent-authority.key"))
        try Certificate.load(path: relay + "/keys/relay-authority.crt").save(path: directory + "/relay-authority.crt")
        let database = try Database.open(path: relay + "/relay.sqlite", schema: RelaySchema.current)
        let vendor = try database.read { try $0.relayIdentity() }
        try Data(vendor.vendor.utf8).write(to: URL(fileURLWithPath: directory + "/vendor"))
        try database.write { transaction in
            let customer = Customer(id: .random(), organisation: vendor.organisation, name: "Fleet")
            try transaction.customers.add(customer, at: now)
            for number in 0..<count {
                let id = MachineID.random()
                let key = try PrivateKey.generate()
                guard let name = PeerName(vendor: vendor.vendor, role: .machine, id: id.description) else { continue }
                let certificate = try authority.issue(
                    publicKey: key.publicKey, name: name, from: now - .seconds(3600), to: now + .seconds(86_400))
                _ = try transaction.machines.insert(
                    id: id, organisation: vendor.organisation, customer: customer.id, name: "fleet-\(number)",
                    publicKey: key.publicKey, certificate: certificate.der, notAfter: certificate.notAfter, enrolled: now)
                try key.save(path: "\(directory)/\(number).key")
                try certificate.save(path: "\(directory)/\(number).crt")
            }
        }
        try database.close()
    }
}
