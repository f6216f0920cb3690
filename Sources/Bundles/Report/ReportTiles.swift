import Diagnostics
import Sentences

/// The figures that one looks at first, each with its unit.
struct ReportTiles {
    let document: FactDocument
    let figure: FactFigure
    private var language: Language { figure.language }

    func html() -> String {
        var tiles = ""
        for report in document.collectors {
            switch report.facts {
            case .host(let facts):
                if let title = facts.systemTitle ?? facts.system {
                    tiles += tile(.system, HTMLText.value(title), facts.kernel.map(HTMLText.value))
                }
                if let seconds = facts.uptimeSeconds {
                    tiles += tile(.uptime, HTMLText.sentence(language.duration(.seconds(seconds))), nil)
                }
            case .cpu(let facts):
                let load = facts.load5Thousandths.map {
                    language.phrase(.load) + ": " + language.quantity(thousandths: $0 / 10 * 10)
                }
                if let busy = facts.usage?.busyThousandths {
                    tiles += tile(
                        .cpu, HTMLText.sentence(language.percent(thousandths: busy)), load.map(HTMLText.sentence), bar: busy / 10)
                }
            case .memory(let facts):
                let used = facts.totalBytes > 0 ? (facts.totalBytes - facts.availableBytes) / max(1, facts.totalBytes / 100) : 0
                let free =
                    figure.figure("bytes", facts.availableBytes) + " " + language.phrase(.free) + " " + language.phrase(.of) + " "
                    + figure.figure("bytes", facts.totalBytes)
                tiles += tile(
                    .memory, HTMLText.sentence(language.percent(thousandths: used * 10)), HTMLText.sentence(free), bar: used)
            case .disks(let facts):
                if let full = facts.fileSystems.filter({ !$0.isReadOnly || $0.isUnexpectedlyReadOnly }).max(by: {
                    $0.usedPercent ?? 0 < $1.usedPercent ?? 0
                }), let percent = full.usedPercent {
                    let left = full.availableBytes.map { figure.figure("bytes", $0) + " " + language.phrase(.free) } ?? ""
                    tiles += tile(
                        .fullest, HTMLText.sentence(language.percent(thousandths: percent * 10)),
                        HTMLText.value(full.mount) + " · " + HTMLText.sentence(left), bar: percent)
                }
            case .services(let facts):
                tiles += tile(
                    .failedServices, HTMLText.sentence(language.number(facts.failed)),
                    HTMLText.sentence(language.phrase(.of) + " " + language.number(facts.total)))
            case .time(let facts):
                if let behind = facts.behindRelayMillis {
                    tiles += tile(
                        .clock, HTMLText.sentence(offset(behind)),
                        HTMLText.sentence(language.phrase(behind >= 0 ? .behind : .ahead)))
                }
            default: break
            }
        }
        return tiles.isEmpty
            ? "" : "<section class=\"tiles\" aria-label=\"\(HTMLText.sentence(language.phrase(.glance)))\">\(tiles)</section>"
    }

    private func offset(_ millis: Int64) -> String {
        let length = Int64(clamping: millis.magnitude)
        return length < 10_000 ? figure.figure("offset_millis", length) : language.duration(.milliseconds(length))
    }

    private func tile(_ label: ReportPhrase, _ value: String, _ note: String?, bar: Int64? = nil) -> String {
        "<div><h3>\(HTMLText.sentence(language.phrase(label)))</h3><p class=\"\(label == .system ? "text" : "figure")\">\(value)</p>\(bar.map { Bar.html(percent: $0) } ?? "")\(note.map { "<p>\($0)</p>" } ?? "")</div>"
    }
}
