import Foundation

/// A system call of a scenario, by a name that is the same in each run: `NAME PATHS #N`, counted over all threads (Tests/Faults/fault-at.c).
struct FaultPoint: Hashable {
    /// 1 is the first one; `child` is a hook on its way.
    let thread: String
    let name: String

    /// The same also where the files of another process lie elsewhere.
    var sharedName: String { name.replacingOccurrences(of: FileManager.default.temporaryDirectory.path, with: "") }

    var call: Substring { name.prefix { $0 != " " } }

    /// Whether each run must make it: it touches the disk. How often threads wait for each other, and which other processes there are,
    /// differs from run to run.
    var isAlwaysMade: Bool {
        let path = name.dropFirst(call.count + 1)
        return path.hasPrefix("/") && !path.hasPrefix("/proc/")
    }

    /// Those that can fail as disks do: on a path, and not on a pipe.
    var touchesDisk: Bool { Self.diskCalls.contains(String(call)) && name.dropFirst(call.count + 1).hasPrefix("/") }

    private static let diskCalls: Set = [
        "open", "openat", "openat2", "read", "pread64", "readv", "write", "pwrite64", "writev", "fsync", "fdatasync", "syncfs",
        "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "symlink", "symlinkat", "fchmod",
        "chmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "lstat", "stat", "newfstatat", "fstat", "statx", "readlink",
        "readlinkat", "getdents", "getdents64", "statfs", "fstatfs", "link", "linkat", "truncate", "ftruncate", "fallocate",
        "access", "faccessat", "faccessat2", "lseek", "flock", "close", "utimensat", "copy_file_range", "sendfile", "chdir",
        "execve",
    ]

    /// A line of a list.
    init?(line: Substring) {
        let parts = line.split(separator: "\t", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        (thread, name) = (String(parts[0]), String(parts[1]))
    }
}
