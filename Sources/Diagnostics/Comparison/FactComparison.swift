package import Primitives
import Updates

/// What changed between two diagnoses.
package enum FactComparison {
    /// Collectors that only one of them has, or that gave nothing in one, are not compared: what was not looked at did not change.
    ///
    /// Throws diagnosis.document.
    package static func compare(_ old: FactDocument, _ new: FactDocument) throws(Failure) -> Comparison {
        var walk = Walk()
        for report in new.collectors {
            guard let after = report.facts, let before = old.report(report.name)?.facts else { continue }
            walk.collector = report.name
            walk.compare("", "", try FactJSON.tree(of: before), try FactJSON.tree(of: after))
        }
        let compared = Set(new.collectors.filter { $0.facts != nil && old.report($0.name)?.facts != nil }.map(\.name))
        func only(_ findings: [Finding], _ others: [Finding]) -> [Finding] {
            // What got worse or better is another finding now.
            func key(_ finding: Finding) -> [String] { [finding.rule, finding.subject, finding.severity.rawValue] }
            let known = Set(others.map(key))
            return findings.filter { compared.contains($0.collector) && !known.contains(key($0)) }
        }
        return Comparison(
            oldTaken: old.taken, newTaken: new.taken, appeared: only(new.findings, old.findings),
            gone: only(old.findings, new.findings), changes: walk.changes, omitted: walk.omitted)
    }

    private struct Walk {
        var collector = CollectorName.host
        var changes: [Change] = []
        var omitted: Int64 = 0

        mutating func add(_ kind: Change.Kind, _ path: String, _ old: JSONValue?, _ new: JSONValue?) {
            guard changes.count < DiagnosticsLimits.changes else {
                omitted += 1
                return
            }
            changes.append(Change(collector: collector, kind: kind, path: path, old: old, new: new))
        }

        mutating func compare(_ path: String, _ key: String, _ old: JSONValue, _ new: JSONValue) {
            if old == new || FactTolerance.isMoving(key) { return }
            switch (old, new) {
            case (.object(let before), .object(let after)): members(path, before, after)
            case (.array(let before), .array(let after)): elements(path, key, before, after)
            case (.number(let before), .number(let after)):
                if !FactTolerance.isSame(key, before, after) { add(.changed, path, old, new) }
            default: add(.changed, path, old, new)
            }
        }

        mutating func members(_ path: String, _ old: [String: JSONValue], _ new: [String: JSONValue]) {
            for key in Set(old.keys).union(new.keys).sorted() where !FactTolerance.isMoving(key) {
                let place = path.isEmpty ? key : path + "." + key
                switch (old[key], new[key]) {
                case (let before?, let after?): compare(place, key, before, after)
                case (let before?, nil): add(.removed, place, before, nil)
                case (nil, let after?): add(.added, place, nil, after)
                case (nil, nil): break
                }
            }
        }

        /// Elements that have names are the same where their names are; others are compared as a set.
        mutating func elements(_ path: String, _ key: String, _ old: [JSONValue], _ new: [JSONValue]) {
            let before = Self.named(old)
            let after = Self.named(new)
            for (name, value) in before {
                let place = "\(path)[\(name)]"
                if let other = after.first(where: { $0.0 == name })?.1 {
                    compare(place, key, value, other)
                } else {
                    add(.removed, place, value, nil)
                }
            }
            let known = Set(before.map(\.0))
            for (name, value) in after where !known.contains(name) { add(.added, "\(path)[\(name)]", nil, value) }
        }

        /// A name twice gets a number; without a name the value is its own.
        static func named(_ values: [JSONValue]) -> [(String, JSONValue)] {
            var counts: [String: Int] = [:]
            return values.map { value in
                let name = identity(value)
                let count = counts[name, default: 0] + 1
                counts[name] = count
                return (count == 1 ? name : "\(name)#\(count)", value)
            }
        }

        static func identity(_ value: JSONValue) -> String {
            switch value {
            case .string(let text): return text
            case .number(let number): return String(number)
            case .boolean(let truth): return String(truth)
            case .null, .array: return ""
            case .object:
                if let kind = value["kind"]?.text, value["hash"] != nil { return kind + " " + (value["of"]?.text ?? "") }
                if let destination = value["destination"]?.text { return destination + " " + (value["interface"]?.text ?? "") }
                return FactPath.name(value) ?? ""
            }
        }
    }
}
