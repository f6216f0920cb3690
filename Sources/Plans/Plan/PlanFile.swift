package import Entitlement
package import Primitives

/// A plan file of a vendor: YAML in, the values of Entitlement out (Docs/plans.md describes the schema).
package enum PlanFile {
    /// Reads the text of a plan file.
    ///
    /// Throws `plan.syntax`, `plan.unknown-key`, `plan.missing-key`, `plan.wrong-value`, and `plan.invalid` for what
    /// contradicts itself; each with `file`, `line` and `expected`.
    package static func parse(_ text: String, file: String) throws(Failure) -> PlanSnapshot {
        try read(text, file: file).plan
    }

    /// The plan, and the node that knows its lines.
    static func read(_ text: String, file: String) throws(Failure) -> (plan: PlanSnapshot, root: YAMLNode) {
        let root = try YAMLText.root(of: text, file: file, expected: "a plan")
        do {
            return (try PlanReader.plan(root), root)
        } catch  where error.code == .planInvalid {
            let line = root.line(of: error.parameters["path"] ?? "")
            throw Failure(.planInvalid, error.parameters.merging(["file": file, "line": String(line)]) { own, _ in own })
        }
    }
}
