import Messages
import Primitives
import SwiftProtobuf
import Transport

/// What is published, and which machines have which of it.
extension TechnicianDesk {
    /// - Parameters:
    ///   - product: nil: all.
    ///   - version: nil: all.
    package func releases(product: String?, version: String?) async throws -> ReleaseListOutput {
        let call = WireReleaseListCall.with {
            $0.product = product ?? ""
            $0.version = version ?? ""
        }
        return ReleaseListOutput(try await replies(.releaseList, call))
    }
}
