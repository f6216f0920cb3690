/// What a licence may be bound to: names as they are, numbers that identify only as hashes under the vendor's own salt.
package struct HardwareFacts: Codable, Hashable, Sendable {
    package let maker: String?
    package let model: String?
    package let board: String?
    package let firmware: String?
    package let processor: String?
    package let memoryBytes: Int64?
    package let diskModels: [String]
    /// nil: no salt was given.
    package let fingerprints: [Fingerprint]?
}

/// HMAC-SHA-256 of a number of the hardware, whose key is the vendor's salt: of no use to anyone else, and the same only for the same
/// vendor.
package struct Fingerprint: Codable, Hashable, Sendable {
    /// `machine-id`, `system-uuid`, `system-serial`, `board-serial`, `chassis-serial`, `processor-serial`, `disk-serial`, `network`.
    package let kind: String
    /// `sda`, `eth0`; nil where there is one alone.
    package let of: String?
    /// 64 hexadecimal digits.
    package let hash: String
}
