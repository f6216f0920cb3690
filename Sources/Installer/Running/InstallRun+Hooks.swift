import Primitives
import Updates

/// Hooks with what they are told, and the probe.
extension InstallRun {
    /// Runs a version's hook where it has one. One that it must have was checked when it was staged.
    @discardableResult
    func run(
        _ hook: VersionDescription.Hook, of version: String, _ record: InstallRecord, backup: String? = nil
    ) throws -> String {
        guard let description = try places.description(of: version), let command = description[hook] else { return "" }
        return try surroundings.hooks.run(call(hook, command, version, record, backup ?? places.backup(record.id)))
    }

    private func call(
        _ hook: VersionDescription.Hook, _ command: VersionDescription.Command, _ version: String, _ record: InstallRecord,
        _ backup: String
    ) -> HookCall {
        let tree = places.tree(version)
        let leavesProcesses = hook == .start || hook == .open
        var environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HAMYAR_HOOK": hook.rawValue,
            "HAMYAR_PRODUCT": product.product, "HAMYAR_VERSION": version, "HAMYAR_FROM": record.from ?? "",
            "HAMYAR_TO": record.to, "HAMYAR_TREE": tree, "HAMYAR_BACKUP": backup, "HAMYAR_DATA": product.data ?? "",
        ]
        if !leavesProcesses { environment[HookProcess.installName] = record.id }
        let limit = InstallerLimits.hookTimeout.wholeMilliseconds
        return HookCall(
            hook: hook.rawValue, version: version, command: [tree + "/" + command.run[0]] + command.run.dropFirst(),
            environment: environment, directory: tree, user: product.user, group: product.group,
            timeout: min(Int64(clamping: command.timeout).multipliedReportingOverflow(by: 1000).partialValue, limit),
            leavesProcesses: leavesProcesses)
    }

    /// Throws install.unhealthy, install.not-reported.
    func probe(_ record: InstallRecord) throws {
        guard let description = try places.description(of: record.to) else { return }
        let within = min(Duration.seconds(description.within), InstallerLimits.healthWithin)
        let isReport = product.health.kind == .report
        var watch = HealthWatch(
            holds: isReport ? .zero : .seconds(description.holds), within: within, from: surroundings.clock.steady())
        while true {
            let began = surroundings.clock.steady()
            let said = ask(record)
            switch watch.observe(isWell: said.isWell, began: began, at: surroundings.clock.steady()) {
            case .holds: return
            case .wait: surroundings.clock.pause(InstallerLimits.probeInterval)
            case .expired:
                var words = ["product": product.product, "version": record.to]
                words["seconds"] = "\(within.wholeMilliseconds / 1000)"
                if !isReport { words["output"] = said.output }
                throw Failure(isReport ? .installNotReported : .installUnhealthy, words)
            }
        }
    }

    private func ask(_ record: InstallRecord) -> (isWell: Bool, output: String) {
        switch product.health.kind {
        case .report: return (surroundings.notices.hasReported(product.product, record.to), "")
        case .file: return FileProbe.ask(product.health.path ?? "", since: record.since, now: now)
        case .http: return SocketProbe.ask(product.health.path ?? "", resource: product.health.resource ?? "/")
        case .hook:
            do {
                try run(.health, of: record.to, record)
                return (true, "")
            } catch let failure as Failure {
                return (false, failure.parameters["output"] ?? failure.code.rawValue)
            } catch {
                return (false, "\(error)")
            }
        }
    }
}
