/// Memory and what replaces it on the disk.
package struct MemoryFacts: Codable, Hashable, Sendable {
    package let totalBytes: Int64
    /// What programs can still get without swapping.
    package let availableBytes: Int64
    package let freeBytes: Int64
    package let cachedBytes: Int64?
    /// Shared memory and tmpfs.
    package let sharedBytes: Int64?
    package let dirtyBytes: Int64?
    package let swapTotalBytes: Int64
    package let swapFreeBytes: Int64
    /// Memory promised to programs, and what may be promised.
    package let committedBytes: Int64?
    package let commitLimitBytes: Int64?
    package let swaps: [SwapArea]
    /// Processes that the kernel ended for want of memory, since boot.
    package let oomKills: Int64?
    /// Pages since boot.
    package let swappedInPages: Int64?
    package let swappedOutPages: Int64?
    package let pressure: Pressure?
}

package struct SwapArea: Codable, Hashable, Sendable {
    package let name: String
    package let kind: String
    package let totalBytes: Int64
    package let usedBytes: Int64
}
