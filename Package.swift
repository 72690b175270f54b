// swift-tools-version: 6.2
// The map of Cais: rooms by level. Dependencies point down only, never sideways (see ARCHITECTURE.md).
import PackageDescription

/// What every room compiles with: strict, and a warning is an error.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// A large room has door plates within, in the folders that are named.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], plates: [String] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies,
        exclude: ["README.md"] + plates.map { $0 + "/README.md" }, swiftSettings: strict)
}

/// A domain stands on the same floor as every other domain.
func domain(
    _ name: String, _ more: [Target.Dependency] = [], plates: [String] = []
) -> Target {
    room(
        name,
        [
            "Kernel", "Formats", "LegalTime", "Decisions", "Statistics", "SDMX", "Allocation",
            "Languages", "Storage", "Web", "Figures",
        ] + more, plates: plates)
}

func tests(_ name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + more,
        swiftSettings: strict)
}

/// A C library of Debian: header and link name stand in its module map.
func system(_ name: String, _ pkgConfig: String, _ apt: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/C/" + name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "cais",
    products: [
        .executable(name: "cais", targets: ["Server"]),
        .library(name: "CaisFloor", targets: ["Kernel", "Formats", "Storage", "Web"]),
        .library(name: "CaisLegalTime", targets: ["Kernel", "Formats", "LegalTime"]),
        .library(name: "CaisDecisions", targets: ["Kernel", "Formats", "Decisions"]),
        .library(name: "CaisAllocation", targets: ["Kernel", "Formats", "Allocation"]),
        .library(name: "CaisStatistics", targets: ["Kernel", "Statistics"]),
        .library(name: "CaisSDMX", targets: ["Kernel", "Formats", "SDMX"]),
        .library(
            name: "CaisCases",
            targets: ["Kernel", "Formats", "LegalTime", "Languages", "Storage", "Cases"]),
        .executable(name: "decisions-fuzz", targets: ["DecisionsFuzzer"]),
    ],
    // What each adds to a clean debug build on 2 cores stands in docs/decisions/2026-11-23-dependencies.md.
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        // aside: C system libraries
        system("CPQ", "libpq", "libpq-dev"),
        system("CArgon2", "libargon2", "libargon2-dev"),
        system("CCurl", "libcurl", "libcurl4-openssl-dev"),
        system("CQR", "libqrencode", "libqrencode-dev"),
        system("CXML", "libxml-2.0", "libxml2-dev"),
        system("CZlib", "zlib", "zlib1g-dev"),
        .systemLibrary(name: "CSpawn", path: "Sources/C/CSpawn"),

        // level 0: import nothing of ours
        room("Kernel"),
        room("Formats", [yams, "CXML", "CZlib"]),

        // level 1: pure engines
        room("LegalTime", ["Kernel", "Formats"]),
        room("Decisions", ["Kernel", "Formats"]),
        room("Statistics", ["Kernel"]),
        room("SDMX", ["Kernel", "Formats"]),
        room("Allocation", ["Kernel", "Formats"]),
        room("Languages", ["Kernel", "Formats"]),

        // level 2: the two floors that touch the world; not each other
        room(
            "Storage",
            ["Kernel", grdb, .product(name: "GRDBSQLite", package: "GRDB.swift"), crypto, "CPQ"]),
        room(
            "Web",
            [
                "Kernel", "Formats", "Languages", hummingbird, nio, nioPosix, httpTypes, crypto,
                logging,
                "CZlib", "CQR", "CCurl", "CSpawn",
            ]),

        // level 3: the join
        room("Figures", ["Kernel", "Statistics", "Languages", "Storage", "Web"]),

        // level 4: the domains
        domain("People", [crypto, jwt, "CArgon2"]),
        domain("Cases", [mustache], plates: ["Protection"]),
        domain(
            "ServiceNetwork",
            plates: [
                "Branches", "Contacts", "Coverage", "Municipalities", "Owners", "Path", "Quality",
                "Referrals",
            ]),
        domain("Appointments", plates: ["Day", "Desks", "Rounds", "Supervision", "Waiting"]),
        domain("Plans"),
        domain("Observatory"),
        domain("Cooperation"),
        domain("Reports"),

        // level 5: joins the rooms
        room(
            "App",
            [
                "Kernel", "Formats", "LegalTime", "Decisions", "Statistics", "SDMX", "Allocation",
                "Languages",
                "Storage", "Web", "Figures", "People", "Cases", "ServiceNetwork", "Appointments",
                "Plans",
                "Observatory", "Cooperation", "Reports", hummingbird, nio, logging, lifecycle,
                signals,
            ]),

        // level 6: the executable
        .executableTarget(
            name: "Server", dependencies: ["App", arguments, logging], exclude: ["README.md"],
            swiftSettings: strict),

        // tests, and what they share
        .target(
            name: "TestSupport", dependencies: ["Kernel", "Languages", "Storage", "Web", logging],
            exclude: ["README.md"], swiftSettings: strict),
        tests("Kernel"), tests("Formats"), tests("LegalTime", ["Kernel"]),
        .target(
            name: "DecisionsFuzz", dependencies: ["Kernel", "Formats", "Decisions"],
            path: "Tests/DecisionsFuzz", swiftSettings: strict),
        .executableTarget(
            name: "DecisionsFuzzer", dependencies: ["DecisionsFuzz"],
            path: "Tests/DecisionsFuzzer", swiftSettings: strict),
        tests("Decisions", ["Kernel", "Formats", "DecisionsFuzz"]),
        tests("Statistics", ["Formats"]), tests("SDMX", ["Formats"]), tests("Allocation"),
        tests("Languages"),
        tests("Storage", ["Kernel", crypto]), tests("Web", ["Kernel", "Languages"]),
        tests("Figures", ["Kernel", "Storage", "Statistics"]),
        tests("People", ["Kernel", "Formats", "Storage", "Web"]),
        tests(
            "Cases",
            [
                "Kernel", "Formats", "LegalTime", "Decisions", "Languages", "Storage", "Web",
                "Figures",
            ]),
        tests("ServiceNetwork", ["Kernel", "Decisions", "LegalTime", "Storage", "Web", "Figures"]),
        tests("Appointments", ["Kernel", "Formats", "Allocation", "Storage", "Web", "Figures"]),
        tests("Plans", ["Kernel", "Storage", "Web", "Figures"]),
        tests("Observatory", ["Kernel", "Formats", "Statistics", "Storage", "Web"]),
        tests("Cooperation", ["Kernel", "Storage"]),
        tests("Reports", ["Kernel", "Storage", "Web", "Figures"]),
        tests(
            "App",
            [
                "Kernel", "Formats", "Decisions", "Statistics", "Storage", "Web", "People", "Cases",
                "Observatory",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
