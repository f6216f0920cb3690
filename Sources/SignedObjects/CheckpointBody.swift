package import AuditLog
package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

extension Checkpoint: FreelySigned {
    package static var domain: Domain { .checkpoint }

    package init(wire: WireCheckpoint) throws(Failure) {
        try self.init(CheckpointReference(wire: wire))
    }

    package var wire: WireCheckpoint { reference.wire }

    /// As it rides in another signed object.
    package init(_ reference: CheckpointReference) {
        self.init(log: reference.log, epoch: reference.epoch, size: reference.size, root: reference.root, time: reference.time)
    }

    package var reference: CheckpointReference {
        CheckpointReference(log: log, epoch: epoch, size: size, root: root, time: time)
    }
}

extension CheckpointReference {
    package init(wire: WireCheckpoint) throws(Failure) {
        try self.init(
            log: FieldReading.digest(wire.log, "checkpoint.log"), epoch: wire.epoch, size: wire.size,
            root: FieldReading.digest(wire.root, "checkpoint.root"), time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WireCheckpoint {
        WireCheckpoint.with {
            $0.log = Data(log.bytes)
            $0.epoch = epoch
            $0.size = size
            $0.root = Data(root.bytes)
            $0.time = time.milliseconds
        }
    }
}
