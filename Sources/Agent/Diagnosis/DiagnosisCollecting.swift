import AgentStorage
import Bundles
import Cryptography
import Diagnostics
import Foundation
import Installer
import NIOPosix
import Primitives
import Redaction
import Sessions
import SignedObjects
import Transport
import Updates

/// Collects, redacts and packs: the work of a diagnosis, without its consent.
struct DiagnosisCollecting: Sendable {
    /// Logs from so long ago on, where the technician names no time.
    static let logsBefore: Duration = .seconds(86_400)

    let home: AgentHome
    let settings: AgentSettings
    let installer: InstallerDoor
    let link: LinkState
    let trust: TrustKeeper
    let clock: any MachineClock
    let declarations: DeclarationSource
    /// The program and words before a collector's name; nil: collectors work in this process, which is for tests.
    let collector: [String]?

    func place(_ operation: OperationID) -> DiagnosisPlace { DiagnosisPlace(operation, in: home) }

    struct Draft: Sendable {
        let findings: Int
        let redactions: Int
    }

    /// Collects what is asked for, and makes a draft of it. What collectors wrote is gone when this returns.
    func draft(
        _ order: Diagnosis, of operation: OperationID, under session: SessionID,
        _ reached: @escaping @Sendable (DiagnosisWork.Stage) -> Void
    ) async throws -> Draft {
        let place = place(operation)
        try place.prepare()
        defer { place.removeRaw() }
        let declared = await declared(order, under: session)
        let given = await given(order, declared)
        let names =
            order.only.isEmpty
            ? CollectorName.standard + declared.filter { !$0.declaration.probes.isEmpty }.map { .product($0.declaration.product) }
            : order.only.map { CollectorName(rawValue: $0) }
        let progress = CollectingProgress(total: names.count, reached)
        let document = await DiagnosisRun(
            host(given, declared, attachments: place.raw), clock: MachineWallClock(clock: clock),
            vendorRules: declared.flatMap(\.declaration.rules)
        ).run(
            names,
            machine: .init(
                name: ProcessInfo.processInfo.hostName, id: settings.machine.description, zone: MachineZone.name(.machine))
        ) { progress.note($0) }
        try Task.checkCancellation()
        let rules = try declared.flatMap { one in
            try FactJSON.decode([RedactionRule].self, FactJSON.encode(one.declaration.redactions))
        }
        let policy = try RedactionPolicy(
            rules: rules + (settings.redact ?? []), names: [settings.customer].filter { !$0.isEmpty })
        let redactions = try await NIOThreadPool.singleton.runIfActive {
            try BundleDraft(place.draft).make(document, raw: place.raw, policy: policy)
        }
        return Draft(findings: document.findings.count, redactions: redactions)
    }

    /// Refuses what no collector of this machine can answer, before anything is collected: products are those that are installed here,
    /// that the settings name, or that the vendor declares something of.
    ///
    /// Throws `diagnosis.unknown-collector`.
    func check(_ order: Diagnosis, under session: SessionID) async throws {
        try CollectorName.check(order.only)
        let named = order.only.map { CollectorName(rawValue: $0) }.filter { $0.product != nil }
        guard !named.isEmpty else { return }
        let known = await here.union(declared(order, under: session).map(\.declaration.product))
        if let unknown = named.first(where: { !known.contains($0.product ?? "") }) { throw unknown.unknown }
    }

    /// Products that are installed here, and those that the settings name.
    private var here: Set<String> {
        get async {
            let installed = (try? await installer.versions()) ?? [:]
            return Set(installed.keys).union((settings.products ?? [:]).keys)
        }
    }

    /// Whether an earlier attempt left something that a person can look at, or has approved.
    func isReady(_ operation: OperationID, _ known: StoredDiagnosis?) async throws -> Bool {
        switch known?.state {
        case .waiting: return (try? BundleDraft(place(operation).draft).document()) != nil
        case .approved:
            guard let bundle = known?.bundle else { return false }
            return FileManager.default.fileExists(atPath: place(operation).bundle + "/" + bundle.name)
        default: return false
        }
    }

    /// The files of a draft; none where there is none.
    func files(_ operation: OperationID) throws -> [BundleDraft.File] {
        let draft = BundleDraft(place(operation).draft)
        guard FileManager.default.fileExists(atPath: draft.directory) else { return [] }
        return try draft.files()
    }

    /// Where a file of a draft lies; without a name the bundle that left or leaves.
    ///
    /// Throws `diagnosis.no-file`.
    func path(of name: String, _ stored: StoredDiagnosis) throws -> String {
        let place = place(stored.operation)
        if name.isEmpty, let bundle = stored.bundle { return place.bundle + "/" + bundle.name }
        guard try files(stored.operation).contains(where: { $0.name == name }) else {
            throw Failure(.diagnosisNoFile, ["name": DisplayText.stripped(name, limit: 200)])
        }
        return place.draft + "/" + name
    }

    /// Packs what leaves, anew where it was packed before.
    ///
    /// Returns the bundle and how many places were taken out.
    func bundle(
        _ operation: OperationID, without left: [String], redacting words: [String]
    ) async throws -> (StoredDiagnosis.Bundle, Int) {
        let place = place(operation)
        let stamp = Self.stamp(clock.reading().wall)
        let name = "hamyar-diagnosis-\(settings.machine)-\(stamp).tar.gz"
        let packed = try await NIOThreadPool.singleton.runIfActive {
            try place.prepareBundle()
            defer { place.removeTree() }
            return try PackedBundle.pack(
                BundleDraft(place.draft), without: left, redacting: words, in: place.tree, to: place.bundle + "/" + name)
        }
        return (
            StoredDiagnosis.Bundle(
                name: name, size: UInt64(clamping: packed.bytes), digest: packed.digest, leftOut: packed.leftOut),
            packed.redactions
        )
    }

    private func host(
        _ given: GivenFacts, _ declared: [DeclarationSource.Declared], attachments: String
    ) -> any CollectorHost {
        if let collector {
            let texts = Dictionary(declared.map { ($0.declaration.product, $0.text) }) { first, _ in first }
            return ChildProcessHost(collector, given: given, declarations: texts, attachments: attachments)
        }
        return InProcessHost(
            CollectionContext(programs: SystemProgramRunner(), given: given, attachments: AttachmentDirectory(attachments)),
            declarations: declared.map(\.declaration))
    }

    /// Of the products that are here, or that are named.
    private func declared(_ order: Diagnosis, under session: SessionID) async -> [DeclarationSource.Declared] {
        await declarations.declared(
            of: Array(await here.union(order.only.compactMap { CollectorName(rawValue: $0).product })), under: session)
    }

    /// What a collector cannot find out by itself.
    private func given(_ order: Diagnosis, _ declared: [DeclarationSource.Declared]) async -> GivenFacts {
        let now = clock.reading().wall
        return GivenFacts(
            relay: relay, relayClock: link.way?.clock,
            products: (try? await installer.ask(.status))?.map(\.fact),
            fingerprintSalt: salt,
            logs: LogSelection(
                since: order.logsSince ?? (now - Self.logsBefore),
                sources: LogSource.standard + declared.flatMap(\.declaration.logs) + (settings.logs ?? [])),
            proxy: settings.proxy)
    }

    /// Of the vendor's root key, which only its relay, technicians and machines have: a serial number cannot be tried out by anybody else.
    private var salt: [UInt8]? {
        FileManager.default.contents(atPath: home.rootPath).map { Digest.of(Array("hamyar fingerprint ".utf8) + Array($0)).bytes }
    }

    private var relay: RelayFacts? {
        guard let endpoint = try? RelayAddress.parse(settings.relay, home: home) else { return nil }
        return link.facts(of: endpoint, viaProxy: settings.proxy != nil)
    }

    /// `20261121T140000Z`: sorts, and is a name everywhere.
    private static func stamp(_ time: Timestamp) -> String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withYear, .withMonth, .withDay, .withTime, .withTimeZone]
        return formatter.string(from: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000))
    }
}

extension ProductReport {
    /// As a diagnosis tells it.
    fileprivate var fact: ProductVersion {
        let word = failure?.code ?? state?.install?.step.rawValue ?? (state?.committed == nil ? "absent" : "installed")
        return ProductVersion(
            product: product, version: state?.committed, earlier: state?.kept.map(\.version) ?? [], state: word,
            failed: state?.failed.map(\.version) ?? [])
    }
}
