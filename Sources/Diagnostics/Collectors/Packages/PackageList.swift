/// Collects packages line by line: all are counted, the first ones are named.
struct PackageList {
    private(set) var total: Int64 = 0
    private(set) var packages: [InstalledPackage] = []
    private(set) var broken: [String] = []
    private var name: Substring?
    private var version: Substring?
    private var status: Substring?

    /// A line of /var/lib/dpkg/status; paragraphs end with an empty one.
    mutating func dpkg(_ line: Substring) {
        if line.isEmpty {
            finish()
        } else if line.hasPrefix("Package: ") {
            name = line.dropFirst(9)
        } else if line.hasPrefix("Version: ") {
            version = line.dropFirst(9)
        } else if line.hasPrefix("Status: ") {
            status = line.dropFirst(8)
        }
    }

    /// A line of apk's database: `P:` name, `V:` version.
    mutating func apk(_ line: Substring) {
        if line.isEmpty {
            finish()
        } else if line.hasPrefix("P:") {
            name = line.dropFirst(2)
        } else if line.hasPrefix("V:") {
            version = line.dropFirst(2)
        }
    }

    /// The end of a paragraph. dpkg keeps what was removed but for its settings (`deinstall ok config-files`).
    mutating func finish() {
        defer { (name, version, status) = (nil, nil, nil) }
        guard let name, let version else { return }
        let state = status?.split(separator: " ").last
        if let state, state == "config-files" || state == "not-installed" { return }
        if let state, state != "installed", broken.count < 64 { broken.append(FactText.capped(name, 128)) }
        add(name, version)
    }

    mutating func add(_ name: Substring, _ version: Substring) {
        total += 1
        guard packages.count < DiagnosticsLimits.packages else { return }
        packages.append(InstalledPackage(name: FactText.capped(name, 128), version: FactText.capped(version, 128)))
    }
}
