import Primitives

/// The databases of dpkg and apk as files; rpm's through rpm(8), because its file has had three forms.
struct PackageCollector: Collector {
    let name = CollectorName.packages
    let timeout = DiagnosticsLimits.longCollectorTime

    private static let dpkg = "/var/lib/dpkg/status"
    private static let apk = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"]
    private static let format = "%{NAME}\\t%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\t%{INSTALLTIME}\\n"
    private static let rpm = ["/usr/lib/sysimage/rpm", "/var/lib/rpm"]

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        var list = PackageList()
        let manager: String
        let changed: Timestamp?
        if let status = root.status(Self.dpkg) {
            manager = "dpkg"
            changed = status.changed
            try Self.each(root, Self.dpkg) { list.dpkg($0) }
        } else if let path = Self.apk.first(where: { root.exists($0) }) {
            manager = "apk"
            changed = root.status(path)?.changed
            try Self.each(root, path) { list.apk($0) }
        } else if Self.rpm.contains(where: { root.isDirectory($0) }) {
            manager = "rpm"
            let text = try await context.programs.output(
                ToolCall(
                    ["rpm", "--query", "--all", "--queryformat", Self.format],
                    timeout: .seconds(40)))
            var last: Int64 = 0
            for line in text.split(separator: "\n") {
                let fields = line.split(separator: "\t")
                // Keys of repositories are kept as packages.
                guard fields.count == 3, fields[0] != "gpg-pubkey" else { continue }
                list.add(fields[0], fields[1])
                last = max(last, Figures.number(fields[2]) ?? 0)
            }
            changed = Figures.product(last, 1000).flatMap { $0 > 0 ? Timestamp(milliseconds: $0) : nil }
        } else {
            throw Failure(.diagnosisNotHere, ["what": "packages"])
        }
        list.finish()
        guard list.total > 0 else { throw Failure(.diagnosisMalformed, ["source": manager, "reason": "no package"]) }
        let facts = PackageFacts(
            manager: manager, total: list.total, broken: list.broken, lastChangeMillis: changed?.milliseconds,
            packages: list.packages)
        return Collected(.packages(facts), omitted: list.total - Int64(list.packages.count))
    }

    private static func each(_ root: FactRoot, _ path: String, _ line: (Substring) -> Void) throws(Failure) {
        var splitter = LineSplitter(limit: 1024)
        func take(_ text: String) throws(Failure) -> Bool {
            line(text[...])
            return true
        }
        try root.each(path, limit: 256 << 20) { piece throws(Failure) in try splitter.take(piece, take) }
        try splitter.end(take)
    }
}
