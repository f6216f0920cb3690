// swift-tools-version: 6.2
import PackageDescription

/// Layers are enforced by the compiler (Docs/architecture.md): `package` access between targets,
/// no import that a file did not write itself, and a target sees only what its row names.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioTest = Target.Dependency.product(name: "NIOTestUtils", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "hamyar",
    products: [
        .executable(name: "hamyar-relay", targets: ["hamyar-relay"]),
        .executable(name: "hamyar-agent", targets: ["hamyar-agent"]),
        .executable(name: "hamyar", targets: ["hamyar"]),
        .executable(name: "hamyar-installer", targets: ["hamyar-installer"]),
        .executable(name: "hamyar-runner", targets: ["hamyar-runner"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Doors to the system's libraries.
        // libcrypto and libssl apart: what signs and installs loads no TLS.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibSSL", pkgConfig: "libssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CXxHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CDivSufSort", providers: [.apt(["libdivsufsort-dev"])]),
        .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
        .systemLibrary(name: "CLinux"),

        // The words that every layer uses.
        layer("Primitives"),

        // The channel.
        layer("DurableFiles", ["Primitives"]),
        layer("Cryptography", ["COpenSSL", "DurableFiles", "Primitives"]),
        layer("ChildProcesses", ["CLinux", "Cryptography", "Primitives"]),
        layer("Diagnostics", ["ChildProcesses", "CLinux", "CZlib", "Cryptography", "Primitives", "Updates"]),
        layer("TLS", ["CLibSSL", "COpenSSL", "Cryptography", "Primitives", nioCore]),
        layer("Compression", ["CZlib", "CDeflate", "Primitives"]),
        layer("Framing", ["Compression", "Primitives", nioCore]),
        layer("Multiplexing", ["Framing", "Primitives", nioCore]),
        layer("Messages", [protobuf]),
        layer(
            "Transport",
            [
                "CLinux", "Primitives", "Cryptography", "TLS", "Compression", "Framing", "Multiplexing", "Messages", nioCore,
                nioPosix, logging, protobuf,
            ]),

        // The business, pure.
        layer("Entitlement", ["Primitives"]),
        layer("Plans", ["Entitlement", "Primitives", yams]),
        layer("Sessions", ["Cryptography", "Entitlement", "Primitives"]),
        layer("AuditLog", ["Cryptography", "Primitives"]),
        layer("SignedObjects", ["Cryptography", "Messages", "Primitives", "Sessions", "AuditLog", protobuf]),
        layer("Authorities", ["Cryptography", "Primitives", "SignedObjects"]),
        layer("FileTransfer", ["CLinux", "CXxHash", "Cryptography", "Primitives"]),
        layer("Delta", ["CDivSufSort", "CLinux", "CLzma", "CZlib", "CZstd", "Cryptography", "Payloads", "Primitives"]),
        layer("Sentences", ["Primitives", "Entitlement"]),
        // Optimised in debug, too: its tests put megabytes through it, byte by byte.
        .target(
            name: "Redaction", dependencies: ["Primitives"],
            swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),

        // Releases: what is signed offline and installed.
        layer("Payloads", ["CLinux", "CZlib", "CZstd", "Cryptography", "Primitives"]),
        layer("Updates", ["Cryptography", "DurableFiles", "Primitives"]),
        layer(
            "Bundles",
            ["Cryptography", "Diagnostics", "Entitlement", "Payloads", "Primitives", "Redaction", "Sentences", "Updates"]),
        layer("Releases", ["Cryptography", "Delta", "DurableFiles", "Payloads", "Primitives", "Updates"]),

        // What is kept.
        layer("Storage", ["Primitives", grdb, sqlite]),
        layer("AuditStorage", ["Storage", "Primitives", "Cryptography", "AuditLog"]),
        layer(
            "RelayStorage",
            ["Storage", "AuditStorage", "Primitives", "Cryptography", "Entitlement", "Plans", "Sessions", "AuditLog"]),
        layer("AgentStorage", ["Storage", "AuditStorage", "Primitives", "Cryptography", "Sessions", "AuditLog"]),

        // What the programs of both ends share.
        layer(
            "Enrolment",
            [
                "Primitives", "Cryptography", "Messages", "Sessions", "SignedObjects", "Transport", nioCore, logging, protobuf,
            ]),
        layer(
            "TransferRecords",
            [
                "Primitives", "Cryptography", "FileTransfer", "Messages", "Sessions", "SignedObjects", "Transport", nioCore,
                protobuf,
            ]),

        layer(
            "Documents",
            [
                "Cryptography", "Entitlement", "Messages", "Primitives", "Sentences", "Sessions", "SignedObjects", protobuf,
            ]),

        // The services of each program.
        layer(
            "Relay",
            [
                "Primitives", "Cryptography", "TLS", "Multiplexing", "Messages", "Transport", "Entitlement", "Plans", "Sessions",
                "AuditLog", "SignedObjects", "Authorities", "Storage", "AuditStorage", "RelayStorage", "FileTransfer",
                "TransferRecords", "Compression", "Updates", logging, lifecycle, protobuf, nioCore, nioPosix,
            ]),
        layer(
            "Agent",
            [
                "ChildProcesses", "CLinux", "Primitives", "Cryptography", "Entitlement", "TLS", "Messages", "Transport",
                "Sessions", "AuditLog", "Runner",
                "SignedObjects", "FileTransfer", "Enrolment", "TransferRecords", "Documents", "DurableFiles", "Sentences",
                "Storage", "AuditStorage", "AgentStorage", "Updates", "Installer", "Multiplexing", "Bundles", "Diagnostics",
                "Redaction", logging, lifecycle, protobuf,
                nioCore,
                nioPosix,
            ]),
        layer(
            "Console",
            [
                "Primitives", "Cryptography", "TLS", "Multiplexing", "Messages", "Transport", "Entitlement", "Plans", "Sessions",
                "AuditLog", "SignedObjects", "Authorities", "Enrolment", "FileTransfer", "TransferRecords", "Documents",
                "DurableFiles", "Sentences", "Updates", "Releases", "Bundles", "Diagnostics", logging, protobuf, nioCore,
                nioPosix,
            ]),

        layer(
            "Installer",
            [
                "ChildProcesses", "CLinux", "Primitives", "Cryptography", "Delta", "DurableFiles", "Payloads", "Sentences",
                "Updates",
            ]),

        layer("Runner", ["CLinux", "ChildProcesses", "Cryptography", "Primitives"]),

        // Argument parsing and wiring.
        layer("CommandLines", ["Documents", "Primitives", "Sentences", arguments]),
        program(
            "hamyar-relay",
            ["Relay", "RelayStorage", "Documents", "Sentences", "Primitives", arguments, logging, lifecycle, signals, nioPosix]),
        program(
            "hamyar-agent",
            [
                "Agent", "AuditLog", "Bundles", "CommandLines", "Diagnostics", "Documents", "Entitlement", "Messages",
                "Primitives",
                "Sentences", "Sessions", "Transport",
                arguments, logging, lifecycle, signals, protobuf,
            ]),
        // Root's own: no event loop, TLS or HTTP library is linked (a test looks).
        program("hamyar-installer", ["Installer", "Primitives", "Sentences", "Updates", arguments]),
        // Beside the agent, under another user: no event loop, TLS or HTTP library is linked (a test looks).
        program("hamyar-runner", ["ChildProcesses", "Runner", "Sentences", arguments]),
        program(
            "hamyar",
            [
                "Bundles", "CommandLines", "Console", "Diagnostics", "Documents", "Plans", "Sentences", "Sessions", "Primitives",
                arguments, logging,
            ]),

        // Drives the client of Updates, for suites that test such clients; not installed.
        program("hamyar-tuf", ["Updates", "Cryptography", "DurableFiles", "Primitives", arguments, nioCore, nioPosix, nioHTTP]),

        // Measures the channel (Benchmarks/README.md); not a product.
        .executableTarget(
            name: "hamyar-bench",
            dependencies: ["Primitives", "Cryptography", "TLS", "Transport", nioCore, nioPosix, logging],
            path: "Benchmarks/Channel", swiftSettings: settings),

        // Measures the ledger (Benchmarks/README.md); not a product.
        .executableTarget(
            name: "hamyar-ledger-bench",
            dependencies: [
                "Primitives", "Cryptography", "Entitlement", "Plans", "Storage", "AuditLog", "AuditStorage", "RelayStorage",
            ],
            path: "Benchmarks/Ledger", swiftSettings: settings),

        // Makes and applies patches, measured (Benchmarks/README.md); not a product.
        .executableTarget(
            name: "hamyar-delta-bench", dependencies: ["Delta", "Primitives"], path: "Benchmarks/Delta", swiftSettings: settings),

        // Writes to a ledger as a process of its own, which tests kill; not a product.
        .executableTarget(
            name: "hamyar-ledger-worker",
            dependencies: ["Cryptography", "Entitlement", "Primitives", "RelayStorage", "Sessions", "Storage"],
            path: "Tests/LedgerWorker", swiftSettings: settings),

        // Walks one install as a process of its own, which tests kill at every system call; not a product.
        .executableTarget(
            name: "hamyar-installer-worker",
            dependencies: ["Cryptography", "Installer", "Payloads", "Primitives", "Updates"],
            path: "Tests/InstallerWorker", swiftSettings: settings),

        // Performs one collector as a process of its own, which tests bound and kill; not a product.
        .executableTarget(
            name: "hamyar-collect-worker", dependencies: ["Diagnostics"], path: "Tests/CollectWorker", swiftSettings: settings),

        // Many machines at one relay, measured (Benchmarks/README.md); not a product.
        .executableTarget(
            name: "hamyar-fleet-bench",
            dependencies: [
                "Primitives", "Cryptography", "TLS", "Transport", "Messages", "Entitlement", "Storage", "RelayStorage", nioCore,
                nioPosix, logging, protobuf,
            ],
            path: "Benchmarks/Fleet", swiftSettings: settings),

        // A machine with a real systemd, for the tests of several targets; not a product.
        .target(name: "BootedMachines", path: "Tests/Machines", exclude: ["boot"], swiftSettings: settings),

        // One at a time of the tests that keep a thread; not a product.
        .target(name: "Turns", path: "Tests/Turns", swiftSettings: settings),

        tests("Primitives", ["Primitives"]),
        tests("DurableFiles", ["DurableFiles", "Primitives"]),
        tests("Redaction", ["Turns", "Redaction", "Primitives"]),
        tests("ChildProcesses", ["Turns", "ChildProcesses", "CLinux"]),
        tests(
            "Diagnostics",
            ["BootedMachines", "CZlib", "Diagnostics", "hamyar-collect-worker", "Primitives", "Sentences", "Updates"]),
        tests(
            "Bundles",
            ["Bundles", "Diagnostics", "Payloads", "Primitives", "Redaction", "Cryptography", "Sentences", "Updates"]),
        tests("Specification", []),
        tests("Sentences", ["Sentences", "Entitlement", "Primitives"]),
        tests("AuditLog", ["AuditLog", "Cryptography", "Primitives"]),
        tests("Sessions", ["Sessions", "Cryptography", "Entitlement", "Primitives"]),
        tests(
            "SignedObjects",
            ["SignedObjects", "Cryptography", "Messages", "Primitives", "Sessions", "AuditLog", protobuf]),
        tests("Entitlement", ["Entitlement", "Primitives"]),
        tests("Plans", ["Plans", "Sentences", "Entitlement", "Primitives"]),
        tests("Storage", ["Storage", "Primitives"]),
        tests("AuditStorage", ["AuditStorage", "Storage", "AuditLog", "Cryptography", "Primitives"]),
        tests(
            "AgentStorage",
            ["AgentStorage", "AuditStorage", "Storage", "AuditLog", "Sessions", "Cryptography", "Primitives"]),
        tests(
            "RelayStorage",
            [
                "Turns", "CLinux", "RelayStorage", "AuditStorage", "Storage", "AuditLog", "Sessions", "Plans", "Entitlement",
                "Cryptography",
                "Primitives", "hamyar-ledger-worker", grdb,
            ]),
        tests("Enrolment", ["Enrolment", "Cryptography", "Messages", "Primitives", "SignedObjects", protobuf]),
        tests(
            "TransferRecords",
            ["TransferRecords", "Cryptography", "FileTransfer", "Messages", "Primitives", "SignedObjects", protobuf]),
        tests(
            "Agent",
            [
                "Turns", "Agent", "AgentStorage", "AuditLog", "AuditStorage", "Bundles", "ChildProcesses", "Cryptography",
                "Diagnostics", "Documents", "FileTransfer", "Messages", "Multiplexing", "Primitives", "Sentences", "Sessions",
                "SignedObjects", "Storage", "TLS", "TransferRecords", "Transport", logging, nioCore, nioPosix, protobuf,
            ]),
        tests("Cryptography", ["COpenSSL", "Cryptography", "Primitives"]),
        tests(
            "Transport",
            [
                "Transport", "TLS", "Cryptography", "Multiplexing", "Framing", "Primitives", "Messages", nioCore, nioPosix,
                nioEmbedded, logging, protobuf,
            ]),
        tests("TLS", ["TLS", "CLibSSL", "COpenSSL", "Cryptography", "Primitives", nioCore, nioEmbedded]),
        tests("Compression", ["Compression", "CZlib", "Primitives"]),
        tests("Multiplexing", ["Multiplexing", "Framing", "Primitives", nioCore]),
        tests("Framing", ["Framing", "Compression", "Primitives", nioCore, nioTest]),
        tests(
            "Console",
            [
                "Console", "AuditLog", "Cryptography", "Diagnostics", "Documents", "DurableFiles", "Entitlement", "FileTransfer",
                "Messages", "Plans", "Primitives", "Sentences", "Sessions", "SignedObjects", protobuf,
            ]),
        tests(
            "Installer",
            [
                "Turns", "Installer", "hamyar-installer", "hamyar-installer-worker", "BootedMachines", "Cryptography", "Delta",
                "DurableFiles", "Payloads",
                "Primitives", "Releases", "Sentences", "Updates",
            ]),
        tests(
            "Runner", ["Turns", "Runner", "hamyar-runner", "BootedMachines", "ChildProcesses", "Cryptography", "Primitives"]),
        tests("Delta", ["Turns", "CLinux", "Delta", "CZlib", "Cryptography", "Payloads", "Primitives", "hamyar-delta-bench"]),
        tests("FileTransfer", ["Turns", "FileTransfer", "CLinux", "Cryptography", "Primitives"]),
        tests("Updates", ["Updates", "Cryptography", "Primitives"]),
        .testTarget(
            name: "ReleasesTests", dependencies: ["Releases", "Turns", "Updates", "Payloads", "Cryptography", "Primitives"],
            exclude: ["foreign_client.py"], swiftSettings: settings),
        tests("Payloads", ["Payloads", "CZlib", "CZstd", "Cryptography", "Primitives"]),
        tests(
            "Relay",
            [
                "Relay", "Agent", "Installer", "Releases", "Delta", "AgentStorage", "Authorities", "SignedObjects", "Sessions",
                "Messages", "Transport", "TLS",
                "Entitlement", "Plans", "Storage", "AuditStorage", "RelayStorage", "AuditLog", "FileTransfer", "TransferRecords",
                "Cryptography", "Primitives", "Updates", "Multiplexing", nioCore, nioPosix, logging, protobuf,
            ]),
        tests(
            "Integration",
            [
                "hamyar-relay", "hamyar-agent", "hamyar-installer", "hamyar-runner", "hamyar", "hamyar-tuf", "Console", "Updates",
                "Authorities", "BootedMachines", "CLinux",
                "Documents",
                "SignedObjects", "Sessions", "Messages", "Transport", "TLS", "Multiplexing", "Storage", "AuditStorage",
                "RelayStorage", "AuditLog", "Cryptography", "Primitives",
                "TransferRecords", nioCore, nioPosix, logging, protobuf,
            ]),
    ]
)
