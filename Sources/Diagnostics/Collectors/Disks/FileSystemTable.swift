/// /etc/fstab: how file systems should be mounted.
struct FileSystemTable {
    /// Options by place.
    private var wanted: [String: Set<String>] = [:]

    init(_ root: FactRoot) {
        for line in (root.readable("/etc/fstab") ?? "").split(separator: "\n")
        where !line.drop(while: { $0 == " " }).hasPrefix("#") {
            let fields = line.split { $0 == " " || $0 == "\t" }
            if fields.count >= 4 { wanted[Octal.decoded(fields[1])] = Set(fields[3].split(separator: ",").map(String.init)) }
        }
    }

    /// Whether a mount should be writable: the table says so, or it was mounted with an instruction for errors that made it read-only.
    func wantsWritable(_ mount: MountTable.Entry) -> Bool {
        if let options = wanted[mount.mount] { return !options.contains("ro") }
        return mount.options.contains("errors=remount-ro") && mount.options.contains("emergency_ro")
    }
}
