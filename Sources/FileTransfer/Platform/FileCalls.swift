import CLinux
import Glibc

/// The calls that bring bytes and names to the disk, so that tests can make them fail as disks do (H56 to H58).
struct FileCalls: Sendable {
    var write: @Sendable (Int32, UnsafeRawPointer?, Int, Int64) -> Int = { pwrite($0, $1, $2, off_t($3)) }
    var synchronise: @Sendable (Int32) -> Int32 = { fsync($0) }
    var synchroniseFileSystem: @Sendable (Int32) -> Int32 = { hamyar_synchronise_file_system($0) }
    var allocate: @Sendable (Int32, Int64, Int64) -> Int32 = { hamyar_allocate_keeping_size($0, $1, $2) }

    static let system = FileCalls()
}
