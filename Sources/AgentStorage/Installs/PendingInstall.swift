package import Primitives

/// An install that the installer was asked for, and whose outcome is not signed yet.
package struct PendingInstall: Hashable, Sendable {
    package let operation: OperationID
    package let session: SessionID
    package let product: String
    /// The version that is installed; of a patch that is taken back the one that goes.
    package let version: String
    package let isUndo: Bool
    /// Raw bytes that were fetched for it.
    package let bytes: UInt64
    package let asked: Timestamp

    package init(
        operation: OperationID, session: SessionID, product: String, version: String, isUndo: Bool, bytes: UInt64,
        asked: Timestamp
    ) {
        self.operation = operation
        self.session = session
        self.product = product
        self.version = version
        self.isUndo = isUndo
        self.bytes = bytes
        self.asked = asked
    }
}
