import Documents
import Messages
import Primitives
import Sentences
import Sessions

/// What the relay publishes now.
package struct ReleaseStatusOutput: Encodable, Sendable {
    /// Versions of metadata; 0: nothing is published.
    let root: UInt64
    let snapshot: UInt64
    let targets: UInt64
    let timestamp: UInt64
    let rootExpires: OutputTime?
    let snapshotExpires: OutputTime?
    let timestampExpires: OutputTime?
    let published: OutputTime?
    let technician: String
    /// The relay's public key; empty where it has none.
    let timestampKey: String
    let bytes: UInt64
    let quota: UInt64
    /// All that are current but for timestamp.
    let roles: [Role]

    struct Role: Encodable, Sendable {
        let role: String
        let version: UInt64
        let expires: OutputTime?
    }

    init(_ status: WireReleaseStatus) {
        root = status.root
        snapshot = status.snapshot
        targets = status.targets
        timestamp = status.timestamp
        rootExpires = OutputTime(wire: status.rootExpires)
        snapshotExpires = OutputTime(wire: status.snapshotExpires)
        timestampExpires = OutputTime(wire: status.timestampExpires)
        published = OutputTime(wire: status.published)
        technician = DisplayText.stripped(status.technicianName)
        timestampKey = Hexadecimal.encode(status.timestampKey)
        bytes = status.bytes
        quota = status.quota
        roles = status.roles.map {
            Role(role: DisplayText.stripped($0.name), version: $0.version, expires: OutputTime(wire: $0.expires))
        }
    }

    func write(to page: inout Page) {
        guard snapshot > 0 else { return page.line(page.language.word(.nothingPublished)) }
        page.field(.snapshot, "\(snapshot) (root \(root), targets \(targets))")
        page.field(.published, [page.time(published), technician].filter { !$0.isEmpty }.joined(separator: ", "))
        for role in roles { page.field(.validUntil, "\(role.role) \(role.version): \(page.time(role.expires))") }
        page.field(.validUntil, "timestamp \(timestamp): \(page.time(timestampExpires))")
    }
}

/// `release publish`: what was sent, and what is current now.
package struct ReleasePublishOutput: Report {
    let status: ReleaseStatusOutput
    /// Of the directory.
    let files: Int
    /// Those that the relay did not have whole.
    let sentFiles: Int
    let sentBytes: UInt64

    package func write(to page: inout Page) {
        status.write(to: &page)
        page.field(.filesSent, "\(sentFiles)/\(files)")
    }
}

/// One target, in `release list`.
package struct ReleaseTargetOutput: Encodable, Sendable {
    let path: String
    let role: String
    let product: String
    let version: String
    let platform: String
    let kind: String
    let forVersion: String?
    let from: String?
    let released: String?
    let size: UInt64
    let sha256: String
    let installed: UInt32
    let fetched: UInt32
    let withdrawn: OutputTime?

    init(_ target: WireReleaseTarget) {
        func text(_ text: String) -> String? { text.isEmpty ? nil : DisplayText.stripped(text) }
        path = DisplayText.stripped(target.path)
        role = DisplayText.stripped(target.role)
        product = DisplayText.stripped(target.product)
        version = DisplayText.stripped(target.version)
        platform = DisplayText.stripped(target.platform)
        kind = DisplayText.stripped(target.kind)
        forVersion = text(target.forVersion)
        from = text(target.from)
        released = text(target.released)
        size = target.size
        sha256 = Hexadecimal.encode(target.digest)
        installed = target.installed
        fetched = target.fetched
        withdrawn = OutputTime(wire: target.withdrawn)
    }
}

/// A machine that has a version, in `release list`.
package struct ReleaseMachineOutput: Encodable, Sendable {
    let id: String
    let number: String
    let name: String
    let customer: String
    let product: String
    let version: String
    /// By its own report; else it has fetched it.
    let installed: Bool
    let online: Bool
    let lastSeen: OutputTime?

    init(_ machine: WireReleaseMachine) {
        id = machine.id
        number = machine.number
        name = DisplayText.stripped(machine.name)
        customer = DisplayText.stripped(machine.customer)
        product = DisplayText.stripped(machine.product)
        version = DisplayText.stripped(machine.version)
        installed = machine.installed
        online = machine.online
        lastSeen = OutputTime(wire: machine.lastSeen)
    }
}

/// `release list`.
package struct ReleaseListOutput: Report {
    let status: ReleaseStatusOutput
    let targets: [ReleaseTargetOutput]
    let machines: [ReleaseMachineOutput]

    /// The relay's own; empty where it has none.
    var timestampKey: String { status.timestampKey }

    init(_ replies: [WireReleaseListReply]) {
        status = ReleaseStatusOutput(replies.first { $0.hasStatus }?.status ?? WireReleaseStatus())
        targets = replies.flatMap(\.targets).map(ReleaseTargetOutput.init)
        machines = replies.flatMap(\.machines).map(ReleaseMachineOutput.init)
    }

    package func write(to page: inout Page) {
        status.write(to: &page)
        let language = page.language
        var table = Table(
            [.product, .version, .platform, .releaseKind, .releaseSize, .releasedOn, .machines, .withdrawnOn].map {
                Table.Column(language.word($0))
            })
        for target in targets where !target.kind.isEmpty {
            let kind = [target.kind, target.from ?? target.forVersion].compactMap { $0 }.joined(separator: " ")
            table.add([
                target.product, target.version, target.platform, kind, language.bytes(target.size), target.released ?? "",
                String(target.installed), page.time(target.withdrawn),
            ])
        }
        page.table(table, ifEmpty: .nothingBuilt)
        Self.write(machines, to: &page)
    }

    static func write(_ machines: [ReleaseMachineOutput], to page: inout Page) {
        guard !machines.isEmpty else { return }
        let language = page.language
        var table = Table(
            [.number, .name, .customer, .product, .version, .releaseHeld, .lastSeen].map { Table.Column(language.word($0)) })
        for machine in machines {
            table.add([
                machine.number, machine.name, machine.customer, machine.product, machine.version,
                language.word(machine.installed ? .installedThere : .fetchedThere),
                machine.online ? language.word(.online) : page.time(machine.lastSeen),
            ])
        }
        page.table(table, ifEmpty: .noMachines)
    }
}
