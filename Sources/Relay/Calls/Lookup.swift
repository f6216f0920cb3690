import Entitlement
import Primitives
import RelayStorage
import Storage

/// Finds what a person names: by number (M-7, S-1042, C-1001, with or without the letter), by id, or by name.
///
/// Everything is narrowed to the caller's organisation; what lies outside of it is not there.
struct Lookup {
    let transaction: Transaction
    let scope: OrganisationScope

    /// Throws `find.nothing`, `find.ambiguous`.
    func machine(_ text: String) throws -> MachineRecord {
        if let id = MachineID(text) {
            guard let machine = try transaction.machines.find(id), scope.contains(machine.organisation) else {
                throw nothing(text)
            }
            return machine
        }
        if let number = number(text, letter: "m"), let machine = try transaction.machines.find(number: number, scope: scope) {
            return machine
        }
        return try only(transaction.machines.named(text, scope: scope), text) { "M-\($0.number)" }
    }

    func session(_ text: String) throws -> RelaySession {
        if let id = SessionID(text) {
            guard let session = try transaction.sessions.find(id), scope.contains(session.organisation) else {
                throw nothing(text)
            }
            return session
        }
        guard let number = number(text, letter: "s"), let session = try transaction.sessions.find(number: number, scope: scope)
        else { throw nothing(text) }
        return session
    }

    func customer(_ text: String) throws -> Customer {
        if let id = CustomerID(text) {
            guard let customer = try transaction.customers.find(id, scope: scope) else { throw nothing(text) }
            return customer
        }
        return try only(transaction.customers.named(text, scope: scope), text, \.id.description)
    }

    func contract(_ text: String) throws -> Contract {
        if let id = ContractID(text) {
            guard let contract = try transaction.contracts.find(id, scope: scope) else { throw nothing(text) }
            return contract
        }
        guard let number = number(text, letter: "c"),
            let contract = try transaction.contracts.find(number: Int64(number), scope: scope)
        else { throw nothing(text) }
        return contract
    }

    func technician(_ text: String) throws -> TechnicianRecord {
        if let id = TechnicianID(text) {
            guard let technician = try transaction.technicians.find(id), scope.contains(technician.organisation) else {
                throw nothing(text)
            }
            return technician
        }
        return try only(transaction.technicians.list(scope: scope).filter { $0.name == text }, text, \.id.description)
    }

    /// Whether the text says which sort of thing it names: `R-3` is a record's number, `3` could be anything's.
    func isNumber(_ text: String, letter: Character) -> Bool {
        TextFolding.searchKey(text).hasPrefix("\(letter)-")
    }

    func number(_ text: String, letter: Character) -> Int? {
        let folded = TextFolding.searchKey(text)
        return Int(folded.hasPrefix("\(letter)-") ? String(folded.dropFirst(2)) : folded)
    }

    func only<Found>(_ found: [Found], _ text: String, _ label: (Found) -> String) throws -> Found {
        guard let first = found.first else { throw nothing(text) }
        guard found.count == 1 else {
            throw Failure(
                .findAmbiguous, ["text": shown(text), "candidates": found.prefix(10).map(label).joined(separator: ", ")])
        }
        return first
    }

    func nothing(_ text: String) -> Failure {
        Failure(.findNothing, ["text": shown(text)])
    }

    private func shown(_ text: String) -> String { String(text.prefix(100)) }
}
