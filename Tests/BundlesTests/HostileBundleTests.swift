import Foundation
import Primitives
import Testing

@testable import Bundles

/// H53: bundles that no machine of ours packs, made by Python's own tarfile.
struct HostileBundleTests {
    static let rows: [(name: String, make: String)] = [
        ("a name that climbs", "add('../escape', b'x')"),
        ("an absolute name", "add('/etc/passwd', b'x')"),
        ("a link, then a file through it", "link('logs', '/tmp'); add('logs/x', b'x')"),
        ("a link inside", "link('a', 'b')"),
        ("a hard link", "hard('a', 'facts.json')"),
        ("a device", "special('dev', tarfile.CHRTYPE)"),
        ("the same name twice", "add('facts.json', b'{}'); add('facts.json', b'{}')"),
        ("a million entries", "[add('d%07d' % i, b'') for i in range(3000)]"),
        ("a size that lies", "lie('facts.json', 1 << 40)"),
        ("a bomb", "add('bomb', bytes(80 << 20))"),
        ("no index", "add('facts.json', b'{}')"),
        ("an index that is no JSON", "add('index.json', b'{')"),
        ("JSON that is too deep", "add('index.json', b'[' * 100000)"),
        ("nothing", "pass"),
    ]

    @Test("H53 hostile bundles are refused", arguments: rows.map(\.name))
    func refused(_ name: String) throws {
        let row = try #require(Self.rows.first { $0.name == name })
        let scene = try BundleScene()
        defer { scene.remove() }
        let script = """
            import io, sys, tarfile
            t = tarfile.open(sys.argv[1], 'w:gz', format=tarfile.USTAR_FORMAT)
            def info(n, **k):
                i = tarfile.TarInfo(n); i.mode = 0o644
                for a, b in k.items(): setattr(i, a, b)
                return i
            def add(n, b): t.addfile(info(n, size=len(b)), io.BytesIO(b))
            def link(n, to): t.addfile(info(n, type=tarfile.SYMTYPE, linkname=to))
            def hard(n, to): t.addfile(info(n, type=tarfile.LNKTYPE, linkname=to))
            def special(n, kind): t.addfile(info(n, type=kind))
            def lie(n, size): t.fileobj.write(info(n, size=size).tobuf(tarfile.GNU_FORMAT))
            \(row.make)
            t.close()
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script, scene.packed]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        #expect(throws: Failure.self) { try BundleContents(reading: scene.packed) }
    }

    @Test("H27 a bundle that was cut, or has bytes behind its end, or a flipped bit, is refused")
    func damaged() throws {
        let scene = try BundleScene()
        defer { scene.remove() }
        try scene.make()
        _ = try scene.pack()
        let whole = try Data(contentsOf: URL(fileURLWithPath: scene.packed))
        var changed: [Data] = [whole.dropLast(1), whole.prefix(20), whole + Data([0]), Data()]
        for index in stride(from: 10, to: whole.count, by: 7) {
            var copy = whole
            copy[index] ^= 1
            changed.append(copy)
        }
        let files = try BundleContents(reading: scene.packed).files
        for (number, data) in changed.enumerated() {
            try data.write(to: URL(fileURLWithPath: scene.packed))
            // Some bits of the container mean nothing: then nothing else is read than what was packed.
            let isHarmless: Bool
            do { isHarmless = try BundleContents(reading: scene.packed).files == files } catch { isHarmless = true }
            #expect(isHarmless, "change \(number)")
            if number < 4 { #expect(throws: Failure.self) { _ = try BundleContents(reading: scene.packed).index } }
        }
    }
}
