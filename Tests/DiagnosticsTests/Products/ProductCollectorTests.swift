import Foundation
import Glibc
import Primitives
import Testing
import Updates

@testable import Diagnostics

/// Declared probes against real programs, servers and databases of this machine.
@Suite struct ProductCollectorTests {
    private func collect(
        _ collectors: String, findings: String = "", root: FactRoot = .machine, attachments: URL? = nil
    ) async throws -> (facts: ProductFacts, report: CollectorReport, declaration: Declaration) {
        let text = #"{"schema":1,"product":"ledger","collectors":[\#(collectors)],"findings":[\#(findings)]}"#
        let declaration = try Declaration.read(Array(text.utf8))
        let context = CollectionContext(
            root: root, programs: SystemProgramRunner(), attachments: attachments.map { AttachmentDirectory($0.path) })
        let report = await CollectorReport.of(try Collectors.named(.product("ledger"), declarations: [declaration]), context)
        guard case .product(let facts)? = report.facts else { throw Failure(.diagnosisDocument, ["reason": "\(report)"]) }
        return (facts, report, declaration)
    }

    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-product-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func `commands, files, garbage, a hang and a missing program: each is told, the rest go on`() async throws {
        let place = try folder()
        defer { try? FileManager.default.removeItem(at: place) }
        try "a=1\u{1b}[31m\n".write(to: place.appending(path: "x.conf"), atomically: true, encoding: .utf8)
        let report = try await collect(
            #"""
            {"name":"queue","command":["/bin/echo","{\"waiting\":120,\"share\":0.5,\"open\":true,\"list\":[1,null]}"],"format":"json"},
            {"name":"hang","command":["/bin/sleep","100"],"limits":{"millis":100}},
            {"name":"missing","command":["/no/such/program"]},
            {"name":"garbage","command":["/bin/echo","no json"],"format":"json"},
            {"name":"loud","command":["/usr/bin/yes"],"limits":{"bytes":1000}},
            {"name":"failing","command":["/bin/sh","-c","echo bad; exit 7"]},
            {"name":"settings","files":["\#(place.path)/*.conf"]},
            {"name":"nothing","files":["\#(place.path)/*.none"]}
            """#)
        let probes = Dictionary(uniqueKeysWithValues: report.facts.probes.map { ($0.name, $0) })
        #expect(
            probes["queue"]?.value?["waiting"] == 120 && probes["queue"]?.value?["share"] == "0.5"
                && probes["queue"]?.value?["open"] == true)
        #expect(probes["hang"]?.state == .timeout && probes["missing"]?.gap?.code == "diagnosis.no-program")
        #expect(probes["garbage"]?.state == .partial && probes["garbage"]?.text == "no json\n")
        #expect(
            probes["loud"]?.gap?.code == "diagnosis.too-large" && probes["failing"]?.status == 7
                && probes["failing"]?.text == "bad\n")
        #expect(probes["settings"]?.text == "==> \(place.path)/x.conf <==\na=1 [31m\n")
        #expect(probes["nothing"]?.gap?.code == "diagnosis.unreadable" && report.report.state == .partial)
        let rules = Findings.all(in: [report.report]).filter { $0.rule == "product.probe" }.compactMap { $0.parameters["probe"] }
        #expect(rules == ["hang", "missing", "loud", "nothing"])
    }

    @Test func `a long answer is a file of the bundle`() async throws {
        let place = try folder()
        defer { try? FileManager.default.removeItem(at: place) }
        for (count, isFile) in [(DiagnosticsLimits.inlineBytes, false), (DiagnosticsLimits.inlineBytes + 1, true)] {
            try Data(repeating: 0x61, count: count).write(to: place.appending(path: "answer"))
            let found = try await collect(#"{"name":"long","command":["/bin/cat","\#(place.path)/answer"]}"#, attachments: place)
            #expect((found.facts.probes[0].file != nil) == isFile && (found.facts.probes[0].text == nil) == isFile)
            #expect(found.report.attachments?.first?.name == (isFile ? "products/ledger/long.txt" : nil))
        }
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}", 200, nil),
            ("HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"ok\":\r\n5;x=y\r\ntrue}\r\n0\r\n\r\n", 503, nil),
            ("HTTP/1.0 200 OK\n\n{\"ok\":true}", 200, nil),
            ("HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\n\r\n{}", 302, nil),
            ("SSH-2.0-OpenSSH\r\n\r\n", nil, "diagnosis.malformed"), ("", nil, "diagnosis.malformed"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", nil, "diagnosis.malformed"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", nil, "diagnosis.malformed"),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", nil, "diagnosis.malformed"),
            ("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 17_000), nil, "diagnosis.malformed"),
        ] as [(String, Int64?, String?)])
    func `H33 HTTP answers`(answer: String, status: Int64?, code: String?) async throws {
        let server = LocalServer(answers: Array(answer.utf8))
        let probe = try await collect(
            #"{"name":"health","http":{"url":"http://localhost:\#(server.port)/health"},"format":"json","limits":{"millis":3000}}"#
        ).facts.probes[0]
        #expect(probe.status == status && probe.gap?.code == code, "\(probe)")
        if status == 200 || status == 503 { #expect(probe.value == ["ok": true]) }
    }

    @Test func `HTTP that hangs, is endless, or is not there`() async throws {
        let silent = LocalServer(answers: nil)
        func url(_ port: UInt16) -> String { #""http":{"url":"http://127.0.0.1:\#(port)/"}"# }
        let hanging = try await collect(#"{"name":"a",\#(url(silent.port)),"limits":{"millis":60}}"#).facts.probes[0]
        #expect(hanging.state == .timeout)
        let endless = LocalServer(answers: Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 0x78, count: 200_000))
        let cut = try await collect(#"{"name":"a",\#(url(endless.port)),"limits":{"bytes":1000}}"#).facts.probes[0]
        #expect(cut.isCut && cut.bytes == 1000)
        let absent = try await collect(#"{"name":"a",\#(url(9))}"#).facts.probes[0]
        #expect(absent.gap?.code == "diagnosis.no-answer")
        let socket = try await collect(#"{"name":"a","http":{"socket":"/no/such/socket","path":"/"}}"#).facts.probes[0]
        #expect(socket.gap?.code == "diagnosis.no-answer")
    }

    @Test func `SQL of a file through sqlite3, read-only`() async throws {
        guard SystemProgramRunner.path(of: "sqlite3") != nil else { return }
        let place = try folder()
        defer { try? FileManager.default.removeItem(at: place) }
        let file = place.appending(path: "ledger.db").path
        let made =
            "CREATE TABLE branches(name TEXT, documents INTEGER); INSERT INTO branches VALUES('تهران',12),('a|b\nc',-3),(NULL,9223372036854775807);"
        _ = try await SystemProgramRunner().output(ToolCall(["sqlite3", file, made]))
        let found = try await collect(
            #"""
            {"name":"branches","sql":{"sqlite":"\#(file)","query":"SELECT name, documents FROM branches"}},
            {"name":"none","sql":{"sqlite":"\#(file)","query":"SELECT name FROM branches WHERE documents > 9999 AND documents < 0"}},
            {"name":"wrong","sql":{"sqlite":"\#(file)","query":"SELECT nothing FROM nowhere"}},
            {"name":"write","sql":{"sqlite":"\#(file)","query":"WITH x AS (SELECT 1) INSERT INTO branches SELECT 'x', 1 FROM x"}},
            {"name":"endless","sql":{"sqlite":"\#(file)","query":"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT max(x) FROM n"},"limits":{"millis":200}},
            {"name":"absent","sql":{"sqlite":"\#(file).none","query":"SELECT 1"}}
            """#,
            findings: #"""
                {"rule":"many","path":"probes[name=branches].value[].documents","is":">=","than":12,"severity":"notice",
                 "en":{"what":"{subject} has {value} {other}","next":"n"},"fa":{"what":"{subject}: {value}","next":"ب"}},
                {"rule":"gone","path":"probes[name=other].value","is":"absent","severity":"warning",
                 "en":{"what":"w","next":"n"},"fa":{"what":"و","next":"ب"}}
                """#)
        let probes = Dictionary(uniqueKeysWithValues: found.facts.probes.map { ($0.name, $0) })
        #expect(probes["branches"]?.value?.elements?.first == ["name": "تهران", "documents": 12])
        #expect(probes["branches"]?.value?.elements?.dropFirst().first == ["name": "a|b c", "documents": -3])
        #expect(probes["none"]?.value == [] && probes["wrong"]?.gap?.code == "diagnosis.program-failed")
        #expect(probes["write"]?.gap?.code == "diagnosis.program-failed" && probes["endless"]?.state == .timeout)
        #expect(probes["absent"]?.gap?.code == "diagnosis.unreadable")
        #expect(!FileManager.default.fileExists(atPath: file + ".none"))
        let findings = Findings.all(in: [found.report], vendorRules: found.declaration.rules).filter { $0.texts != nil }
        #expect(findings.map(\.rule) == ["ledger:gone", "ledger:many", "ledger:many"])
        #expect(
            findings[1].texts?["en"]?.what == "تهران has 12 {other}" && findings[1].subject == "تهران" && findings[1].code == nil)
    }

    @Test func `tables of psql and mysql`() throws {
        let psql = try Declaration.read(Array(DeclarationTests.example().utf8)).probes[4]
        guard case .sql(let database, let query) = psql.kind else { return #expect(Bool(false)) }
        let (words, environment) = database.command(query, timeout: psql.timeout)
        #expect(
            words.first == "psql" && words.contains("--host=/run/postgresql")
                && environment["PGOPTIONS"]?.contains("read_only=on") == true)
        // As psql 15 wrote it.
        #expect(
            SQLRows.read(
                "mode\u{1f}locks\u{1f}nothing\u{1e}ExclusiveLock\u{1f}1\u{1f}\u{1e}AccessShareLock\u{1f}1\u{1f}\n", database
            ).rows
                == [
                    ["mode": "ExclusiveLock", "locks": 1, "nothing": ""], ["mode": "AccessShareLock", "locks": 1, "nothing": ""],
                ])
        #expect(SQLRows.read("a\n", database).rows == [] && SQLRows.read("a\u{1e}\n", database).rows == [["a": ""]])
        #expect(SQLRows.read("a\u{1e}1\u{1e}\u{1e}", .sqlite(file: "/x")).rows == [["a": 1], ["a": ""]])
        let mysql = LocalDatabase.mysql(socket: "/run/mysqld/mysqld.sock", database: "d", user: "u")
        #expect(SQLRows.read("a\tb\n1\tx\\ny\n", mysql).rows == [["a": 1, "b": "x\\ny"]])
        #expect(
            SQLRows.read("", mysql).rows.isEmpty
                && mysql.command("SELECT 1", timeout: .seconds(1)).words.contains("--execute=SELECT 1"))
        let rows = "a\n" + String(repeating: "1\n", count: DiagnosticsLimits.sqlRows)
        #expect(SQLRows.read(rows, mysql).omitted == 0 && SQLRows.read(rows + "1\n", mysql).omitted == 1)
    }
}
