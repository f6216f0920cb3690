import Primitives
import Sessions
import Updates

/// What the installer's journal says, as an outcome tells it.
extension InstallOutcome {
    /// Before the product was stopped nothing of it was touched.
    private var hadEffect: Bool {
        steps.contains { !$0.step.isBeforeSwitch || $0.step == .stopped || $0.step == .backedUpAtRest }
    }

    func result(ofUndo: Bool) -> OperationResult {
        switch word {
        case .committed: .succeeded
        case .rolledBack where ofUndo && reason?.code == "install.rollback-asked": .succeeded
        case .rolledBack, .interrupted: hadEffect && steps.contains { $0.step == .stopped } ? .failed : .notPerformed
        }
    }

    /// - Parameters:
    ///   - version: that is there now.
    ///   - refused: a step of an attempt before.
    func effect(nowAt version: String?, after refused: InstallTrace? = nil) throws -> InstallEffect {
        let records = try ([refused].compactMap { $0 } + steps).prefix(SessionLimits.installSteps).map { trace in
            try StepRecord(
                name: trace.step.rawValue, exit: trace.exit,
                millis: min(trace.millis, SessionLimits.stepTime.wholeMilliseconds), detail: DisplayText.stripped(trace.detail))
        }
        let isBack = version == from
        return try InstallEffect(
            steps: records, oldVersion: from, newVersion: version, oldTree: fromTree, newTree: isBack ? fromTree : toTree)
    }
}
