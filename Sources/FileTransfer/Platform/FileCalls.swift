import Glibc

/// The calls that bring bytes to the disk, so that tests can make them fail as disks do (H56 to H58).
struct FileCalls: Sendable {
    var write: @Sendable (Int32, UnsafeRawPointer?, Int, Int64) -> Int
    var synchronise: @Sendable (Int32) -> Int32

    static let system = FileCalls(
        write: { pwrite($0, $1, $2, off_t($3)) },
        synchronise: { fsync($0) })
}
