package import Primitives

extension Failure.Code {
    /// More content than may wait at the relay (`of`: technician, organisation, relay or uploads; `limit`).
    package static let blobQuota = Failure.Code(rawValue: "blob.quota")
    /// So many operations of this technician wait already (`limit`).
    package static let transferTooMany = Failure.Code(rawValue: "transfer.too-many")
    /// It is over, or not waiting at the relay (`transfer`, `state`).
    package static let transferState = Failure.Code(rawValue: "transfer.state")
    /// A tag or a product that is none (`value`), or too many of them (`limit`).
    package static let machineTag = Failure.Code(rawValue: "machine.tag")
}
