package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

private let rules: [(WireOverwriteRule, OverwriteRule)] = [(.backup, .backup), (.refuse, .refuse), (.replace, .replace)]

extension Operation: FreelySigned {
    package static var domain: Domain { .operation }

    /// An operation may wait for its machine, but not longer than its technician is certified.
    package var lastUse: Timestamp? { notAfter }

    package init(wire: WireOperation) throws(Failure) {
        let work: Work
        switch wire.what {
        case .push(let push):
            work = .push(
                manifest: try FieldReading.digest(push.manifest, "push.manifest"), destination: try ScopePath(push.destination),
                overwrite: try FieldReading.value(push.overwrite, rules, "push.overwrite"), size: push.size)
        case .pull(let pull): work = .pull(source: try ScopePath(pull.source))
        case nil: throw FieldReading.bad("what")
        }
        try self.init(
            request: FieldReading.digest(wire.request, "request"), session: FieldReading.identifier(wire.session, "session"),
            operation: FieldReading.identifier(wire.operation, "operation"), line: Int(wire.line),
            notAfter: Timestamp(milliseconds: wire.notAfter), work: work)
    }

    package var wire: WireOperation {
        WireOperation.with {
            $0.request = Data(request.bytes)
            $0.session = session.description
            $0.operation = operation.description
            $0.line = UInt32(clamping: line)
            $0.notAfter = notAfter.milliseconds
            switch work {
            case .push(let manifest, let destination, let overwrite, let size):
                $0.push = WireFilePush.with {
                    $0.manifest = Data(manifest.bytes)
                    $0.destination = destination.description
                    $0.overwrite = FieldReading.wire(overwrite, rules)
                    $0.size = size
                }
            case .pull(let source):
                $0.pull = WireFilePull.with { $0.source = source.description }
            }
        }
    }
}
