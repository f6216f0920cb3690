import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage

/// Quotes, records, help requests and corrections, found by number (Q-12, R-3, H-5, K-2) or id.
extension Lookup {
    func quote(_ text: String) throws -> Quote {
        if let id = QuoteID(text) { return try found(text) { try transaction.quotes.require(id, scope: scope) } }
        guard let number = number(text, letter: "q") else { throw nothing(text) }
        return try found(text) { try transaction.quotes.require(number: Int64(number), scope: scope) }
    }

    func record(_ text: String) throws -> ServiceRecord {
        if let id = ServiceRecordID(text) {
            return try found(text) { try transaction.serviceRecords.require(id, scope: scope) }
        }
        guard let number = number(text, letter: "r") else { throw nothing(text) }
        return try found(text) { try transaction.serviceRecords.require(number: Int64(number), scope: scope) }
    }

    func correction(_ text: String) throws -> Correction {
        if let id = CorrectionID(text) { return try found(text) { try transaction.corrections.require(id, scope: scope) } }
        guard let number = number(text, letter: "k") else { throw nothing(text) }
        return try found(text) { try transaction.corrections.require(number: Int64(number), scope: scope) }
    }

    func helpRequest(_ text: String) throws -> HelpRequest {
        if let id = HelpRequestID(text) {
            guard let request = try transaction.helpRequests.find(id),
                try transaction.customers.find(request.customer, scope: scope) != nil
            else { throw nothing(text) }
            return request
        }
        guard let number = number(text, letter: "h"),
            let request = try transaction.helpRequests.find(number: Int64(number), scope: scope)
        else { throw nothing(text) }
        return request
    }

    /// How people call whoever did something: a technician's or machine's name; other words as they are.
    func name(of actor: String) throws -> String {
        if let id = TechnicianID(actor) { return try transaction.technicians.find(id)?.name ?? actor }
        if let id = MachineID(actor) { return try transaction.machines.find(id)?.name ?? actor }
        return actor
    }

    /// What is not there, and what is another organisation's, is told in the same words.
    private func found<Found>(_ text: String, _ read: () throws -> Found) throws -> Found {
        do {
            return try read()
        } catch let failure as Failure where failure.code == .storageNoSuchRow {
            throw nothing(text)
        }
    }
}
