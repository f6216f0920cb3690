import Primitives
import Updates

/// What an outcome tells of each step.
extension InstallRun {
    func trace(_ record: InstallRecord, _ event: InstallEvent, took: Duration) -> InstallTrace {
        var detail = record.step == .verified ? release?.way ?? "" : ""
        var exit = hasHook(record) ? Int32(0) : nil
        if case .failed(let reason) = event {
            detail = [reason.code, reason.parameters["reason"], reason.parameters["output"]].compactMap { $0 }
                .joined(separator: " ")
            exit = reason.parameters["status"].flatMap { Int32($0) }
        }
        return InstallTrace(step: record.step, exit: exit, took: took, detail: detail)
    }

    private func hasHook(_ record: InstallRecord) -> Bool {
        let (hook, version): (VersionDescription.Hook, String?)
        switch record.step {
        case .prechecked: (hook, version) = (.precheck, record.to)
        case .backedUp, .backedUpAtRest: (hook, version) = (.backup, record.to)
        case .stopped: (hook, version) = (.stop, record.from)
        case .started: (hook, version) = (.start, record.to)
        case .healthy where product.health.kind == .hook: (hook, version) = (.health, record.to)
        case .opened: (hook, version) = (.open, record.to)
        case .backStopped: (hook, version) = (.stop, record.to)
        case .backRestored: (hook, version) = (.restore, record.to)
        case .backStarted: (hook, version) = (.start, record.from)
        default: return false
        }
        guard let version, let description = try? places.description(of: version) else { return false }
        return description[hook] != nil
    }
}
