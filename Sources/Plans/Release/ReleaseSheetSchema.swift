/// Every key of hamyar-release.yaml, by the mapping in which it stands; Docs/releases.md describes each.
package enum ReleaseSheetSchema {
    package static let release = MappingSchema(
        "release", required: [],
        optional: [
            "product", "version", "platform", "kind", "for-version", "released", "minimum", "floors", "data", "health", "hooks",
            "patches",
        ])
    package static let health = MappingSchema("health", required: ["holds", "within"])
    package static let hook = MappingSchema("hook", required: ["run", "timeout"])

    /// In the order of Docs/releases.md.
    package static let all = [release, health, hook]
}
