import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// A machine, in `machine list`.
package struct MachineOutput: Encodable, Sendable {
    let id: String
    let number: String
    let name: String
    let customer: String
    let state: String
    let online: Bool
    let lastSeen: OutputTime?
    let platform: String
    let program: String
    let contracts: [String]
    let publicKey: String
    let tags: [String]
    let products: [InstalledProductOutput]

    init(_ machine: WireMachine) {
        id = machine.id
        number = machine.number
        name = DisplayText.stripped(machine.name)
        customer = DisplayText.stripped(machine.customer)
        state = machine.state
        online = machine.online
        lastSeen = OutputTime(wire: machine.lastSeen)
        platform = DisplayText.stripped(machine.platform)
        program = DisplayText.stripped(machine.program)
        contracts = machine.contracts
        publicKey = Hexadecimal.encode(machine.publicKey)
        tags = machine.tags
        products = machine.products.map {
            InstalledProductOutput(name: DisplayText.stripped($0.name), version: DisplayText.stripped($0.version))
        }
    }
}

/// A product on a machine, as the machine reports it, or as it was bought.
package struct InstalledProductOutput: Encodable, Sendable {
    let name: String
    let version: String
}

/// `machine list`.
package struct MachinesOutput: Report {
    let machines: [MachineOutput]

    package init(_ machines: [WireMachine]) {
        self.machines = machines.map(MachineOutput.init)
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.number, .name, .customer, .state, .lastSeen, .contract, .products, .tags].map { Table.Column(language.word($0)) })
        for machine in machines {
            let state =
                machine.state == "active" ? language.word(machine.online ? .online : .away) : language.party(machine.state)
            table.add([
                machine.number, machine.name, machine.customer, state, machine.online ? "" : page.time(machine.lastSeen),
                machine.contracts.joined(separator: " "),
                machine.products.map { $0.name + ($0.version.isEmpty ? "" : " " + $0.version) }.joined(separator: ", "),
                machine.tags.joined(separator: " "),
            ])
        }
        page.table(table, ifEmpty: .noMachines)
    }
}

/// `find`.
package struct FoundOutput: Report {
    package struct Thing: Encodable, Sendable {
        let type: String
        let id: String
        let label: String
        let detail: String
    }

    let found: [Thing]
    let cut: Bool

    package init(_ reply: WireFindReply) {
        cut = reply.cut
        found = reply.found.map {
            Thing(type: $0.type, id: $0.id, label: DisplayText.stripped($0.label), detail: DisplayText.stripped($0.detail))
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([.type, .name, .detail, .id].map { Table.Column(language.word($0)) })
        for thing in found { table.add([thing.type, thing.label, thing.detail, thing.id]) }
        page.table(table, ifEmpty: .nothingFound)
        page.cut(cut)
    }
}
