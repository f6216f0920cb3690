package import NIOCore

/// What the payload of an OPEN frame says.
package struct Opening: Sendable, Hashable {
    /// family.name
    package var method: String
    /// Bulk streams carry bytes, may be compressed and spend connection credit; the others carry messages.
    package var bulk: Bool
    package var parameters: ByteBuffer

    package init(method: String, bulk: Bool = false, parameters: ByteBuffer = ByteBuffer()) {
        self.method = method
        self.bulk = bulk
        self.parameters = parameters
    }
}
