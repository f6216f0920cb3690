import Cryptography
import FoundationEssentials
import Messages
import Primitives
import Sessions
import SwiftProtobuf

private let actions: [(WirePatchAction, PatchAction)] = [(.apply, .apply), (.undo, .undo)]

extension ProductInstall {
    init(wire: WireProductInstall) throws(Failure) {
        try self.init(
            product: wire.product, version: wire.version, platform: wire.platform, target: wire.target,
            digest: FieldReading.digest(wire.digest, "install.digest"), length: wire.length, fetches: wire.fetches)
    }

    var wire: WireProductInstall {
        WireProductInstall.with {
            $0.product = product
            $0.version = version
            $0.platform = platform
            $0.target = target
            $0.digest = Data(digest.bytes)
            $0.length = length
            $0.fetches = fetches
        }
    }
}

extension PatchWork {
    init(wire: WirePatchWork) throws(Failure) {
        try self.init(
            action: FieldReading.value(wire.action, actions, "patch.action"), product: wire.product,
            fromVersion: wire.fromVersion, toVersion: wire.toVersion, target: wire.target,
            digest: FieldReading.digest(wire.digest, "patch.digest"), length: wire.length)
    }

    var wire: WirePatchWork {
        WirePatchWork.with {
            $0.action = FieldReading.wire(action, actions)
            $0.product = product
            $0.fromVersion = fromVersion
            $0.toVersion = toVersion
            $0.target = target
            $0.digest = Data(digest.bytes)
            $0.length = length
        }
    }
}

extension InstallEffect {
    init(wire: WireInstallEffect) throws(Failure) {
        guard wire.steps.count <= SessionLimits.installSteps else { throw FieldReading.bad("install.steps") }
        var steps: [StepRecord] = []
        for step in wire.steps {
            steps.append(
                try StepRecord(
                    name: step.name, exit: step.hasExit ? step.exit : nil, millis: step.millis, detail: step.detail))
        }
        try self.init(
            steps: steps, oldVersion: wire.oldVersion.isEmpty ? nil : wire.oldVersion,
            newVersion: wire.newVersion.isEmpty ? nil : wire.newVersion,
            oldTree: wire.oldTree.isEmpty ? nil : FieldReading.digest(wire.oldTree, "install.old_tree"),
            newTree: wire.newTree.isEmpty ? nil : FieldReading.digest(wire.newTree, "install.new_tree"))
    }

    var wire: WireInstallEffect {
        WireInstallEffect.with {
            $0.steps = steps.map { step in
                WireStepRecord.with {
                    $0.name = step.name
                    if let exit = step.exit { $0.exit = exit }
                    $0.millis = step.millis
                    $0.detail = step.detail
                }
            }
            $0.oldVersion = oldVersion ?? ""
            $0.newVersion = newVersion ?? ""
            $0.oldTree = Data(oldTree?.bytes ?? [])
            $0.newTree = Data(newTree?.bytes ?? [])
        }
    }
}
