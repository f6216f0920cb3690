import Installer
package import Messages
import Primitives
import SwiftProtobuf
import Transport
import Updates

/// What is installed on this machine, and the way back: the installer's word, asked by the agent for the people here.
extension LocalCalls {
    /// Throws `installer.…`.
    package func versions() async throws -> WireLocalVersionsReply {
        let reports = try await installer.ask(.status)
        return WireLocalVersionsReply.with { $0.products = reports.map(\.wire) }
    }

    /// The version before, or a person's word on an install that waits for one, which may also be that the new version stays.
    ///
    /// Throws `consent.not-approver`, `install.…`, `installer.…`, `call.invalid`.
    package func rollback(_ call: WireLocalRollbackCall) async throws -> WireLocalProduct {
        let restores: Bool?
        switch call.data {
        case "": restores = nil
        case "keep": restores = false
        case "restore": restores = true
        default: throw Failure(.callInvalid, ["field": "data"])
        }
        guard !call.stay || restores == nil else { throw Failure(.callInvalid, ["field": "data"]) }
        guard ReleasePath.isWord(call.product) else { throw Failure(.callInvalid, ["field": "product"]) }
        let state = try await installer.state(of: call.product)
        let request = try Self.request(state, stays: call.stay, restores: restores)
        try await desk.noteDecision(on: call.product, stays: call.stay, by: person)
        guard let report = try await installer.ask(request).first else {
            throw Failure(.installUnknownProduct, ["product": call.product])
        }
        return report.wire
    }

    /// Throws `install.not-undecided`, `install.data-choice`.
    private static func request(_ state: ProductState, stays: Bool, restores: Bool?) throws -> InstallerRequest {
        guard let waiting = state.install, waiting.step == .undecided else {
            guard !stays else { throw Failure(.installNotUndecided, ["product": state.product]) }
            return .rollback(product: state.product, version: nil, restores: restores)
        }
        if stays { return .decide(product: state.product, decision: .keep) }
        // What people entered since is not thrown away, nor left behind, without a word.
        guard waiting.data == .untouched || restores != nil else {
            throw Failure(
                .installDataChoice, ["product": state.product, "version": waiting.to, "previous": waiting.from ?? ""])
        }
        return .decide(product: state.product, decision: restores == true ? .goBackRestoring : .goBack)
    }
}

extension ProductReport {
    var wire: WireLocalProduct {
        var wire = WireLocalProduct()
        wire.product = product
        wire.problem = failure?.code ?? ""
        guard let state else { return wire }
        wire.version = state.committed ?? ""
        wire.installing = state.install?.to ?? ""
        wire.step = state.install?.step.rawValue ?? ""
        wire.kept = state.kept.map { kept in
            WireLocalKeptVersion.with {
                $0.version = kept.version
                $0.until = kept.until.milliseconds
                $0.migrated = kept.data == .migrates
            }
        }
        wire.failed = state.failed.map { failed in
            WireLocalFailedVersion.with {
                $0.version = failed.version
                $0.code = failed.reason.code
            }
        }
        if let last = state.outcomes.last {
            wire.lastWord = last.word.rawValue
            wire.lastCode = last.reason?.code ?? ""
        }
        return wire
    }
}
