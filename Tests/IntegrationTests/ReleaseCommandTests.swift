import Foundation
import Testing

extension UpdatesEndToEnd {
    /// `hamyar release …` against a relay: other clients read what comes of it.
    @Suite struct ReleaseCommandTests {
        @Test func `H59 H60 H70 from the first key to what other clients read, through patches, rotation and withdrawal`()
            async throws
        {
            let vendor = try await ReleaseBed.ready("releases")
            try await vendor.release("init")
            // The same again changes nothing; the relay's key is the one that signs timestamp.
            let roles = try await vendor.release("init")["roles"].array
            #expect(roles.map(\.["role"].string) == ["root", "targets", "scripts"])
            let people = try ["root-1", "root-2", "root-3"].map { try vendor.give($0, to: $0) }
            let (maryam, reza) = (try await vendor.person("maryam"), try await vendor.person("reza"))
            try await vendor.release("key", "add", "ledger", maryam.key, reza.key, "--threshold", "2")
            try await vendor.release("key", "add", "ledger", maryam.key, "--threshold", "3", failing: 64)
            let first = try await vendor.build("1.0")
            #expect(first["payload"]["path"].string == "ledger/1.0/linux-x86_64/payload.tar.zst")

            // Below any threshold nothing is published: root by one of two, the product by one of two.
            try await vendor.release("sign")
            try await vendor.release("sign", keys: people[0])
            #expect(try await vendor.release("publish", failing: 89)["error"]["code"].string == "release.unsigned")
            try await vendor.release("sign", keys: people[2])
            try await vendor.release("sign", keys: maryam.keys)
            let refused = try await vendor.release("publish", failing: 89)["error"]
            #expect(refused["parameters"].array.contains { $0["name"].string == "role" && $0["value"].string == "ledger" })
            #expect(try await vendor.bed.hamyar("release", "list", "--json").json["status"]["snapshot"].int == 0)
            let signed = try await vendor.release("sign", keys: reza.keys)["roles"].array
            #expect(signed.allSatisfy { $0["signed"].int >= $0["threshold"].int })
            #expect(try await vendor.release("publish")["status"]["snapshot"].int == 1)

            // 1.1 comes with a patch that is smaller; what the relay serves is what others read.
            let second = try await vendor.build("1.1")
            #expect(second["patches"][0]["from"].string == "1.0")
            #expect(second["patches"][0]["size"].int < second["payload"]["size"].int)
            #expect(second["without_patch"].array.isEmpty)
            try await publish(vendor, [maryam.keys, reza.keys])
            let (whole, patch) = (second["payload"]["path"].string, second["patches"][0]["path"].string)
            var mirror = try await vendor.mirror()
            #expect(try await vendor.foreignClient(mirror, whole) == "\(second["payload"]["sha256"].string) ledger\n")
            #expect(try await vendor.foreignClient(mirror, patch) == "\(second["patches"][0]["sha256"].string) ledger\n")
            try await vendor.ownClient(mirror, patch, state: "machine")
            let list = try await vendor.bed.hamyar("release", "list", "ledger", "--json").json
            #expect(list["targets"].array.map(\.["kind"].string) == ["release", "patch", "release"])
            let listed = Set(list["status"]["roles"].array.map(\.["role"].string))
            #expect(listed == ["ledger", "root", "scripts", "snapshot", "targets"])

            // Root goes to three others: signed by two of the former and two of the new ones.
            let next = [try await vendor.person("a"), try await vendor.person("b"), try await vendor.person("c")]
            try await vendor.release("rotate", "root", next[0].key, next[1].key, next[2].key)
            for person in next { try await vendor.release("sign", keys: person.keys) }
            try await vendor.release("sign", keys: people[1])
            try await vendor.release("publish", failing: 89)
            try await vendor.release("sign", keys: people[0])
            #expect(try await vendor.release("publish")["status"]["root"].int == 2)
            mirror = try await vendor.mirror()
            try await vendor.ownClient(mirror, whole, state: "machine")
            #expect(try await vendor.foreignClient(mirror, whole).hasSuffix(" ledger\n"))

            // 1.0 is withdrawn: nobody is given it any more.
            let gone = try await vendor.release("withdraw", "ledger", "1.0")
            #expect(gone["targets"].array.map(\.string) == [first["payload"]["path"].string])
            #expect(gone["relay_asked"].bool == true && gone["installed"].array.isEmpty)
            try await vendor.release("withdraw", "ledger", "7.0", failing: 66)
            try await publish(vendor, [maryam.keys, reza.keys])
            mirror = try await vendor.mirror()
            try await vendor.ownClient(mirror, first["payload"]["path"].string, state: "machine", expecting: 1)
            try await vendor.ownClient(mirror, whole, state: "machine")
            let later = try await vendor.bed.hamyar("release", "list", "ledger", "1.0", "--json").json["targets"].array
            #expect(later.count == 1 && later[0]["withdrawn"] != .null)
        }

        @Test func `H64 scripts and declarations are signed by their own role, listed, read by other clients and withdrawn`()
            async throws
        {
            let vendor = try await ReleaseBed.ready("scripts")
            try await vendor.release("init")
            let file = vendor.bed.place("clear-spool.sh")
            try Data("#!/bin/sh\nexit 0\n".utf8).write(to: URL(filePath: file))
            let words = ["script", "add", file, "--name", "clear-spool", "--parameter", "days?:integer:1..365"]
            func add(_ version: String, _ more: String..., failing status: Int32 = 0) async throws -> JSON {
                let all = ["release"] + words + ["--version", version, "--in", vendor.releases, "--json"] + more
                return try await vendor.bed.run(ProgramPaths.console, all, expecting: status).json
            }
            let added = try await add("1.0")
            #expect(added["target"]["parameters"][0]["limits"].string == "1..365")
            #expect(try await add("1.0")["target"]["sha256"].string == added["target"]["sha256"].string)
            #expect(try await add("1.0", "--timeout", "5", failing: 73)["error"]["code"].string == "release.exists")
            for wrong in ["Days:boolean", "days:integer", "days:number", "a:text:9999", "a:path:var", "a"] {
                #expect(try await add("2.0", "--parameter", wrong, failing: 64)["error"]["code"].string == "console.argument")
            }
            let declaration = vendor.bed.place("diagnostics.json")
            try Data("{}".utf8).write(to: URL(filePath: declaration))
            try await vendor.release("diagnostics", "add", declaration, "--product", "ledger", "--version", "1")
            try await vendor.release("diagnostics", "add", file, "--product", "ledger", "--version", "2", failing: 65)
            try await vendor.release("sign")
            try await vendor.release("publish")
            let mirror = try await vendor.mirror()
            #expect(
                try await vendor.foreignClient(mirror, "scripts/clear-spool/1.0/script")
                    == "\(added["target"]["sha256"].string) clear-spool\n")
            #expect(try await vendor.foreignClient(mirror, "diagnostics/ledger/1/diagnostics.json").hasSuffix(" ledger\n"))
            let listed = try await vendor.bed.hamyar("release", "list", "scripts/clear-spool", "--json").json["targets"].array
            #expect(listed.map(\.["kind"].string) == ["script"] && listed.map(\.["role"].string) == ["scripts"])
            let gone = try await vendor.release("withdraw", "scripts/clear-spool", "1.0", "--offline")
            #expect(gone["targets"].array.map(\.string) == ["scripts/clear-spool/1.0/script"])
            try Data("#!/bin/sh\nexit 1\n".utf8).write(to: URL(filePath: file))
            #expect(try await add("1.0", failing: 73)["error"]["code"].string == "release.version-withdrawn")
        }

        @Test func `an upload that is cut off goes on, and one that is broken is refused and changes nothing`() async throws {
            let vendor = try await ReleaseBed.ready("uploads")
            try await vendor.release("init")
            let key = try await vendor.person("maryam")
            try await vendor.release("key", "add", "ledger", key.key)
            let tree = vendor.bed.place("large")
            try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
            let content = try SampleFile(tree + "/content.bin", size: 6_000_000)
            #expect(FileManager.default.fileExists(atPath: content.path))
            let words = ["--product", "ledger", "--platform", "linux-x86_64", "--in", vendor.releases, "--json"]
            let run = { (more: [String]) in
                try await vendor.bed.run(ProgramPaths.console, ["release", "build", tree] + more + words).json
            }
            let built = try await run(["--version", "1.0"])
            try await vendor.release("sign")
            try await vendor.release("sign", keys: key.keys)
            try await vendor.release("publish", "--offline")
            // Cut off in the middle, then again without any key.
            let upload = ["release", "publish", "--in", vendor.releases, "--keys", vendor.bed.place("none"), "--json"]
            let cut = try vendor.bed.start(ProgramPaths.console, upload + ["--limit", "1M"])
            try await Deadlines.wait("a part at the relay") {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: vendor.bed.data + "/releases")) ?? []
                return names.contains { name in
                    let size = try? FileManager.default.attributesOfItem(atPath: vendor.bed.data + "/releases/" + name)[.size]
                    return (size as? Int ?? 0) > 2_500_000
                }
            }
            await cut.kill()
            let whole = try await vendor.bed.run(ProgramPaths.console, upload).json
            #expect(whole["status"]["snapshot"].int == 1)
            #expect(whole["sent_bytes"].int > 0)

            // A payload that changed on its way out of the building.
            try Data([1]).write(to: URL(filePath: tree + "/more"))
            let next = try await run(["--version", "1.1", "--patches", "0"])
            try await vendor.release("sign", keys: key.keys)
            let (path, digest) = (next["payload"]["path"].string, next["payload"]["sha256"].string)
            let folder = (path as NSString).deletingLastPathComponent
            let file = "\(vendor.releases)/targets/\(folder)/\(digest).payload.tar.zst"
            let good = try Data(contentsOf: URL(filePath: file))
            var bad = good
            bad[good.count / 2] ^= 1
            try bad.write(to: URL(filePath: file))
            #expect(try await vendor.release("publish", failing: 84)["error"]["code"].string == "file.mismatch")
            #expect(try await vendor.bed.hamyar("release", "list", "--json").json["status"]["snapshot"].int == 1)
            try good.write(to: URL(filePath: file))
            #expect(try await vendor.release("publish")["status"]["snapshot"].int == 2)
            #expect(built["payload"]["sha256"].string != digest)
        }

        @Test func `one sentence says what is wrong, and what to do`() async throws {
            let bed = try TestBed("release-mistakes")
            let releases = bed.place("releases")
            func refused(_ words: String..., with status: Int32) async throws {
                let result = try await bed.run(ProgramPaths.console, ["release"] + words, expecting: status)
                #expect(result.saysOneSentence, "\(result)")
            }
            let exposed = bed.place("exposed.pem")
            let key = try await bed.hamyar("release", "key", "new", exposed, "--json").json["key"].string
            let text = try String(contentsOfFile: exposed, encoding: .utf8)
            #expect(text.contains("PRIVATE KEY") && key.count == 64)
            #expect(try FileManager.default.attributesOfItem(atPath: exposed)[.posixPermissions] as? Int == 0o600)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: exposed)
            try await refused("sign", "--in", releases, "--key", exposed, with: 78)
            let (locked, secret) = (bed.place("locked.pem"), bed.place("passphrase"))
            try Data("four horses\n".utf8).write(to: URL(filePath: secret))
            try await refused("key", "new", locked, "--passphrase-file", secret, with: 78)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
            try await bed.hamyar("release", "key", "new", locked, "--passphrase-file", secret)
            try await refused("key", "new", bed.place("other.pem"), "--passphrase", with: 64)
            try await refused("key", "add", "ledger", locked, "--in", releases, with: 78)
            try await refused("list", "--here", "--in", releases, with: 66)
            try await refused("init", "--in", releases, "--timestamp-key", "beef", with: 64)
            try await bed.hamyar("release", "init", "--in", releases, "--keys", bed.place("keys"), "--timestamp-key", key)
            try await refused("build", bed.place("nothing"), "--version", "1", "--in", releases, with: 66)
            try FileManager.default.createDirectory(atPath: bed.place("nothing"), withIntermediateDirectories: false)
            try await refused("build", bed.place("nothing"), "--version", "1", "--in", releases, with: 64)
            let sheet = bed.place("sheet.yaml")
            try Data("product: ledger\nhooks: {start: {run: [x], timout: 1}}\n".utf8).write(to: URL(filePath: sheet))
            try await refused("build", bed.place("nothing"), "--version", "1", "--description", sheet, "--in", releases, with: 65)
            try await refused("rotate", "ledger", key, "--in", releases, with: 66)
        }

        private func publish(_ vendor: ReleaseBed, _ keys: [String]) async throws {
            for keys in keys { try await vendor.release("sign", keys: keys) }
            try await vendor.release("publish")
        }
    }
}
