import Foundation
import Glibc
import Primitives
import Synchronization
import Updates

/// The installer: takes typed requests over one local socket, and walks installs.
package final class InstallerService: Sendable {
    private let home: InstallerHome
    private let settings: InstallerSettings
    private let desks: [String: ProductDesk]
    private let failures: [String: Failure]
    private let notices: InstallNotices
    private let connections = Mutex(0)
    private let onLine: @Sendable (String) -> Void
    /// Between two looks at what has become too old.
    private static let sweepInterval = Duration.seconds(3600)
    private static let acceptWait: Int32 = 1000

    /// - Parameters:
    ///   - onLine: takes a line for the log.
    ///   - onFatal: ends the program.
    ///
    /// Throws installer.settings, installer.running.
    package init(
        home: InstallerHome, releases: any ReleaseSource, hooks: any HookRunner = HookProcess(),
        clock: any InstallClock = SystemInstallClock(), onLine: @escaping @Sendable (String) -> Void,
        onFatal: @escaping @Sendable (any Error) -> Void
    ) throws {
        self.home = home
        self.onLine = onLine
        settings = try home.settings()
        try home.lock()
        try home.prepare()
        notices = InstallNotices()
        let surroundings = InstallSurroundings(
            releases: releases, hooks: hooks, clock: clock, notices: notices, keeping: settings.keeping)
        var desks: [String: ProductDesk] = [:]
        var failures: [String: Failure] = [:]
        for product in settings.products {
            do {
                desks[product.product] = try ProductDesk(
                    product, journal: home.journal(product.product), surroundings: surroundings, onFatal: onFatal)
            } catch let failure as Failure {
                // One product whose place or journal is unsound does not hold up the others.
                failures[product.product] = failure
                onLine("\(product.product): \(failure)")
            }
        }
        self.desks = desks
        self.failures = failures
    }

    /// Takes requests until the process ends.
    ///
    /// - Parameter announce: is told the socket's path when it listens.
    ///
    /// Throws installer.not-bound.
    package func run(announce: (String) -> Void) throws {
        let listener = try UnixSocket.listen(at: settings.socket)
        announce(settings.socket)
        for desk in desks.values { desk.recover() }
        let clock = SystemInstallClock()
        var sweep = clock.steady() + Self.sweepInterval
        while true {
            if clock.steady() >= sweep {
                sweep = clock.steady() + Self.sweepInterval
                for desk in desks.values where desk.state.install == nil { desk.sweep() }
            }
            guard let socket = listener.accept(within: Self.acceptWait) else { continue }
            serve(socket)
        }
    }

    private func serve(_ socket: consuming UnixSocket) {
        let isFree = connections.withLock { count in
            guard count < InstallerLimits.connections else { return false }
            count += 1
            return true
        }
        // Closed without a word: who is served is not held up by who waits.
        guard isFree else { return }
        let number = dup(socket.number)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread { [self] in
            converse(UnixSocket(owning: number))
            connections.withLock { $0 -= 1 }
        }
    }

    private func converse(_ socket: consuming UnixSocket) {
        let clock = SystemInstallClock()
        do {
            guard let user = socket.peer, settings.knows(user) else {
                // It hears why, once it has asked; it does not hold a place that others need.
                _ = try LocalMessage.read(
                    InstallerRequest.self, from: socket, limit: InstallerLimits.request, until: clock.steady() + .seconds(1))
                throw Failure(.installerNotAllowed, ["user": socket.peer.map { "\($0)" } ?? "?"])
            }
            while let request = try LocalMessage.read(
                InstallerRequest.self, from: socket, limit: InstallerLimits.request,
                until: clock.steady() + InstallerLimits.patience)
            {
                let answer: InstallerAnswer
                do {
                    guard settings.allows(request, of: user) else { throw Failure(.installerNotAllowed, ["user": "\(user)"]) }
                    answer = try perform(request)
                } catch let failure as Failure {
                    answer = InstallerAnswer(failure: InstallReason(failure))
                }
                try LocalMessage.write(answer, to: socket, until: clock.steady() + InstallerLimits.patience)
            }
        } catch let failure as Failure {
            let answer = InstallerAnswer(failure: InstallReason(failure))
            try? LocalMessage.write(answer, to: socket, until: clock.steady() + .seconds(1))
        } catch {
            onLine("\(error)")
        }
    }

    private func perform(_ request: InstallerRequest) throws -> InstallerAnswer {
        switch request {
        case .status:
            return InstallerAnswer(
                products: settings.products.map { settings in
                    desks[settings.product]?.report
                        ?? ProductReport(
                            product: settings.product, state: nil, failure: failures[settings.product].map(InstallReason.init))
                })
        case .versions(let product): return try report(product) { _ in }
        case .install(let product, let version, let spool):
            onLine("\(product): install of \(version) asked")
            return try report(product) { try $0.begin { try $0.begin(version, spool: spool) } }
        case .rollback(let product, let version, let restores):
            onLine("\(product): rollback asked")
            return try report(product) { try $0.begin { try $0.beginRollback(of: version, restores: restores) } }
        case .decide(let product, let decision):
            onLine("\(product): decided: \(decision.rawValue)")
            return try report(product) { try $0.begin { try $0.decide(decision) } }
        case .forgetFailure(let product, let version):
            return try report(product) { try $0.perform { try $0.forgetFailure(of: version) } }
        case .drop(let product, let version):
            onLine("\(product): \(version) is withdrawn")
            return try report(product) { try $0.drop(version) }
        case .acknowledge(let product, let id): return try report(product) { try $0.perform { try $0.acknowledge(id) } }
        case .report(let product, let version):
            onLine("\(product): \(version) reports in")
            return try report(product) { _ in notices.report(product, version) }
        }
    }

    private func report(_ product: String, _ body: (ProductDesk) throws -> Void) throws -> InstallerAnswer {
        if let failure = failures[product] { throw failure }
        guard let desk = desks[product] else { throw Failure(.installUnknownProduct, ["product": product]) }
        try body(desk)
        return InstallerAnswer(products: [desk.report])
    }
}
