import Entitlement
import FileTransfer
import Foundation
package import Plans
import Primitives
import Releases
import Updates

extension ReleasePlace {
    /// Makes a release of a directory and stages it.
    ///
    /// - Parameters:
    ///   - sheet: what hamyar-release.yaml says, over it what the command line does.
    ///   - from: versions from which patches are made; empty: from the newest ones (`sheet.patches`, 3 where it says nothing).
    ///   - isQuick: packed quickly instead of small.
    /// - Throws: `console.argument` for words that are missing or none, `file.absent`, `file.no-directory`, the codes of `release`, `target`, `payload`.
    package func build(_ directory: String, _ sheet: ReleaseSheet, from: [String], isQuick: Bool = false, bar: ProgressBar) throws
        -> ReleaseBuildOutput
    {
        var isDirectory: ObjCBool = false
        let tree = LocalPath.absolute(directory)
        guard FileManager.default.fileExists(atPath: tree, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw Failure(.fileNoDirectory, ["path": tree])
        }
        _ = try workspace.root()
        var order = try order(sheet)
        order.isQuick = isQuick
        let older =
            try from.isEmpty
            ? earlier(order, sheet)
            : from.map { OlderTree(version: try Self.version($0, option: "--from")) }
        defer { bar.finish() }
        let build = try workspace.build(
            tree, order, patchesFrom: older, by: TreePatchMaker(), now: now
        ) { step in
            bar.show { language in
                switch step {
                case .packing: language.word(.packing) + "…"
                case .unpacking(let version): "\(language.word(.unpacking)) \(version)…"
                case .patching(let version): "\(language.word(.patching)) \(version)…"
                }
            }
        }
        return ReleaseBuildOutput(build, try report())
    }

    /// What hamyar-release.yaml in the directory or beside it says; nothing where there is none.
    ///
    /// - Parameter path: the file, where somebody named one.
    /// - Throws: `file.absent`, `console.argument`, the codes of `plan` for what is wrong in it.
    package static func sheet(of directory: String, named path: String?) throws -> ReleaseSheet {
        if let path { return try read(path) }
        let directory = LocalPath.absolute(directory)
        let beside = (directory as NSString).deletingLastPathComponent
        for place in [directory, beside] where FileManager.default.fileExists(atPath: place + "/hamyar-release.yaml") {
            return try read(place + "/hamyar-release.yaml")
        }
        return ReleaseSheet()
    }

    private static func read(_ path: String) throws -> ReleaseSheet {
        let text = try LocalText(path: path, option: "--description")
        return try ReleaseSheet.parse(text.content, file: text.name)
    }

    private func earlier(_ order: ReleaseWorkspace.Order, _ sheet: ReleaseSheet) throws -> [OlderTree] {
        // A fix is for those who have one version.
        if case .fix(let older) = order.kind {
            return try workspace.older(than: order.version, of: order.product, order.platform, atMost: .max).filter {
                $0.version == older
            }
        }
        return try workspace.older(
            than: order.version, of: order.product, order.platform, atMost: sheet.patches ?? Self.usualPatches)
    }

    /// Earlier versions from which patches are made where nobody says otherwise.
    static let usualPatches = 3

    private func order(_ sheet: ReleaseSheet) throws -> ReleaseWorkspace.Order {
        let product = try Self.needed(sheet.product, option: "--product")
        let platform = try Self.needed(sheet.platform, option: "--platform")
        guard ReleasePath.isProduct(product) else { throw Failure.typed(product, "--product", forms: Self.productForms) }
        guard ReleasePath.isWord(platform) else { throw Failure.typed(platform, "--platform", forms: "a-z, 0-9, - and _") }
        let version = try Self.version(Self.needed(sheet.version, option: "--version"), option: "--version")
        let kind: ReleaseDescription.Kind
        switch (sheet.kind ?? "release", sheet.forVersion) {
        case ("release", nil): kind = .release
        case ("release", let older?): throw Failure.typed(older, "--for-version", forms: "only with --kind fix")
        case (_, let older):
            kind = .fix(for: try Self.version(Self.needed(older, option: "--for-version"), option: "--for-version"))
        }
        var order = ReleaseWorkspace.Order(
            product: product, version: version, platform: platform, kind: kind,
            released: try day(sheet.released, product, version, platform))
        order.minimum = try sheet.minimum.map { try Self.version($0, option: "minimum") }
        order.floors = try sheet.floors.map { try Self.version($0, option: "floors") }
        order.data = sheet.data.flatMap { ReleaseDescription.DataChange(rawValue: $0) } ?? .untouched
        if let holds = sheet.holds, let within = sheet.within {
            guard let health = ReleaseHealth(holds: holds, within: within) else {
                throw Failure.typed("\(holds), \(within)", "health", forms: "holds at most within")
            }
            order.health = health
        }
        for (name, hook) in sheet.hooks {
            guard let step = ReleaseHook.Step(rawValue: name) else {
                throw Failure.typed(name, "hooks", forms: ReleaseHook.Step.allCases.map(\.rawValue).joined(separator: ", "))
            }
            guard let parsed = ReleaseHook(run: hook.run, timeout: hook.timeout) else {
                throw Failure.typed(
                    hook.run.joined(separator: " "), "hooks.\(name)", forms: "a program's path in the tree, then arguments")
            }
            order.hooks[step] = parsed
        }
        return order
    }

    static let productForms = "a-z, 0-9, - and _; not scripts, diagnostics"

    /// The day of a release that is there already stays, so that the same build changes nothing.
    private func day(_ said: String?, _ product: String, _ version: ReleaseVersion, _ platform: String) throws -> String {
        if let said {
            guard MetadataTime.parse(said + "T00:00:00Z") != nil else {
                throw Failure.typed(said, "--released", forms: "YYYY-MM-DD")
            }
            return said
        }
        let known = try workspace.targets(product)?.targets[ReleasePath.payload(product, version, platform)]
        if let day = known?.custom?["released"]?.text { return day }
        return try CivilZone.tehran().date(of: now).gregorianText
    }

    private static func needed(_ word: String?, option: String) throws -> String {
        guard let word, !word.isEmpty else { throw Failure.typed("", option, forms: "needed, here or in hamyar-release.yaml") }
        return word
    }

    static func version(_ text: String, option: String) throws -> ReleaseVersion {
        guard let version = ReleaseVersion(text) else {
            throw Failure.typed(text, option, forms: "a version, such as 2.1 or 2.1.0-rc.1")
        }
        return version
    }
}
