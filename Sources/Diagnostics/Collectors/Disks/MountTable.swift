/// What is mounted: /proc/self/mountinfo, or /proc/mounts where that is missing.
struct MountTable {
    struct Entry: Hashable {
        let mount: String
        let device: String
        let kind: String
        let options: Set<String>
        /// `8:1`; empty in /proc/mounts.
        let number: String

        var isReadOnly: Bool { options.contains("ro") }
        var isRemote: Bool { MountTable.remote.contains(kind) || kind.hasPrefix("fuse.sshfs") || kind.hasPrefix("fuse.gluster") }
    }

    static let remote: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "9p", "afs", "glusterfs", "beegfs", "lustre",
    ]

    /// Made up by the kernel, or packed read-only images: full by nature, and nobody's problem.
    private static let others: Set<String> = [
        "proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "securityfs", "debugfs", "tracefs", "pstore", "bpf", "mqueue",
        "hugetlbfs", "configfs", "fusectl", "autofs", "binfmt_misc", "rpc_pipefs", "efivarfs", "selinuxfs", "squashfs", "nsfs",
        "ramfs", "fuse.gvfsd-fuse", "fuse.portal", "fuse.lxcfs", "iso9660", "udf", "erofs", "nfsd", "overlay_never",
    ]

    let entries: [Entry]

    init?(_ root: FactRoot) {
        if let text = root.readable("/proc/self/mountinfo", limit: 4 << 20) {
            entries = text.split(separator: "\n").compactMap(Self.information)
        } else if let text = root.readable("/proc/mounts", limit: 4 << 20) {
            entries = text.split(separator: "\n").compactMap(Self.plain)
        } else {
            return nil
        }
    }

    /// Each file system once, by its shortest place. Of several mounted at one place the last one is seen.
    var fileSystems: [Entry] {
        var byPlace: [String: Entry] = [:]
        for entry in entries { byPlace[entry.mount] = entry }
        var chosen: [String: Entry] = [:]
        for entry in byPlace.values where !Self.others.contains(entry.kind) {
            let identity = entry.number.isEmpty ? entry.device + " " + entry.kind : entry.number
            if let other = chosen[identity], (other.mount.utf8.count, other.mount) <= (entry.mount.utf8.count, entry.mount) {
                continue
            }
            chosen[identity] = entry
        }
        return chosen.values.sorted { $0.mount < $1.mount }
    }

    /// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue` (proc(5)).
    private static func information(_ line: Substring) -> Entry? {
        let fields = line.split(separator: " ")
        guard fields.count >= 9, let dash = fields.firstIndex(of: "-"), dash + 3 < fields.count + 1, fields.count > dash + 2
        else {
            return nil
        }
        let options = fields[5].split(separator: ",") + (fields.count > dash + 3 ? fields[dash + 3].split(separator: ",") : [])
        return Entry(
            mount: Octal.decoded(fields[4]), device: Octal.decoded(fields[dash + 2]), kind: String(fields[dash + 1]),
            options: Set(options.map(String.init)), number: String(fields[2]))
    }

    private static func plain(_ line: Substring) -> Entry? {
        let fields = line.split(separator: " ")
        guard fields.count >= 4 else { return nil }
        return Entry(
            mount: Octal.decoded(fields[1]), device: Octal.decoded(fields[0]), kind: String(fields[2]),
            options: Set(fields[3].split(separator: ",").map(String.init)), number: "")
    }
}
