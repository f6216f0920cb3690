import CLinux
import Primitives

/// File systems whose files are doors to the kernel, not content (H52).
enum KernelFileSystem {
    /// From linux/magic.h: proc, sysfs, cgroup, cgroup2, debugfs, tracefs, securityfs, devpts, configfs, efivarfs, bpf, binfmt.
    private static let magics: Set<UInt32> = [
        0x9fa0, 0x6265_6572, 0x27_e0eb, 0x6367_7270, 0x6462_6720, 0x7472_6163, 0x7363_6673, 0x1cd1, 0x6265_6570, 0xde5e_81e4,
        0xcafe_4a11, 0x4249_4e4d,
    ]

    /// Throws file.wrong-kind when the file lies on one.
    static func refuse(_ descriptor: Descriptor, _ path: String) throws(Failure) {
        var magic: UInt32 = 0
        try SystemFailure.check("fstatfs", path) { hamyar_file_system_magic(descriptor.number, &magic) }
        if magics.contains(magic) {
            throw Failure(.fileWrongKind, ["path": path, "reason": "kernel file system"])
        }
    }
}
