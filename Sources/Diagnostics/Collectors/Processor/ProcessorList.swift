/// /proc/cpuinfo, whose shape differs between processors.
struct ProcessorList {
    var count: Int64 = 0
    var model: String?
    var cores: Int64?
    var sockets: Int64?
    var megahertz: Int64?

    init(_ text: String) {
        var packages: Set<Substring> = []
        var coreNames: Set<String> = []
        var package: Substring = ""
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let key = parts.first?.split(separator: "\t").first?.trimmingSpace() else { continue }
            let value = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
            switch key {
            case "processor" where Figures.number(value) != nil: count += 1
            case "model name", "cpu model", "Model", "cpu":
                if model == nil, !value.isEmpty { model = FactText.capped(value) }
            case "physical id":
                package = value
                packages.insert(value)
            case "core id": coreNames.insert("\(package) \(value)")
            case "cpu MHz": if megahertz == nil { megahertz = Figures.thousandths(value).map { $0 / 1000 } }
            default: break
            }
        }
        if !coreNames.isEmpty { cores = Int64(coreNames.count) }
        if !packages.isEmpty { sockets = Int64(packages.count) }
    }
}

extension Substring {
    func trimmingSpace() -> Substring {
        var word = drop { $0.isWhitespace }
        while let last = word.last, last.isWhitespace { word.removeLast() }
        return word
    }
}
