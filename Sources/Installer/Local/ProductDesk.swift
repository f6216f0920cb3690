import Foundation
import Primitives
import Synchronization
import Updates

/// One product in the service: at most one thread walks its install, and anyone may look at its state meanwhile.
final class ProductDesk: Sendable {
    let product: String
    private let run: Mutex<InstallRun>
    private let seen: StateBox
    private let isWorking = Mutex(false)
    private let notices: InstallNotices
    private let onFatal: @Sendable (any Error) -> Void

    init(
        _ settings: ProductSettings, journal: ProductJournal, surroundings: InstallSurroundings,
        onFatal: @escaping @Sendable (any Error) -> Void
    ) throws {
        product = settings.product
        notices = surroundings.notices
        self.onFatal = onFatal
        let states = StateBox(ProductState(product: settings.product))
        seen = states
        let made = try InstallRun(product: settings, journal: journal, surroundings: surroundings) { states.set($0) }
        run = Mutex(made)
    }

    var report: ProductReport { ProductReport(product: product, state: state) }
    var state: ProductState { seen.value }

    /// What a crash left, or what is due: begun by a thread of its own.
    func recover() {
        guard take() else { return }
        work { try $0.recover() }
    }

    func sweep() {
        guard take() else { return }
        work { try $0.sweep() }
    }

    /// Performs a request that only writes the journal, then walks.
    func begin(_ body: (inout InstallRun) throws -> Void) throws {
        guard takeSoon() else { throw busy }
        do {
            try run.withLock { try body(&$0) }
        } catch {
            give()
            throw checked(error)
        }
        work { try $0.walk() }
    }

    /// Performs a request that is done when it returns.
    func perform(_ body: (inout InstallRun) throws -> Void) throws {
        guard takeSoon() else { throw busy }
        defer { give() }
        do {
            try run.withLock { try body(&$0) }
        } catch {
            throw checked(error)
        }
    }

    func drop(_ version: String) throws {
        if let install = state.install, install.to == version, install.step.isBeforeSwitch {
            return notices.drop(product, version)
        }
        try perform { try $0.drop(version) }
    }

    private var busy: Failure {
        let install = state.install
        let words = ["product": product, "version": install?.to ?? "", "step": install?.step.rawValue ?? "starting"]
        return Failure(.installBusy, words)
    }

    /// Waits where nothing is under way but clearing up, which is soon done.
    private func takeSoon() -> Bool {
        let clock = SystemInstallClock()
        let deadline = clock.steady() + InstallerLimits.clearing
        while !take() {
            guard state.install == nil, clock.steady() < deadline else { return false }
            clock.pause(.milliseconds(10))
        }
        return true
    }

    private func take() -> Bool {
        isWorking.withLock { working in
            defer { working = true }
            return !working
        }
    }

    private func give() {
        isWorking.withLock { $0 = false }
    }

    private func work(_ body: @escaping @Sendable (inout InstallRun) throws -> Void) {
        Thread.detachNewThread { [self] in
            defer { give() }
            do {
                try run.withLock { try body(&$0) }
            } catch {
                _ = checked(error)
            }
        }
    }

    /// A journal that cannot be written ends the program: what the disk has is read anew by the next one (H57).
    private func checked(_ error: any Error) -> any Error {
        if (error as? Failure)?.code == .installerJournal { onFatal(error) }
        return error
    }
}
