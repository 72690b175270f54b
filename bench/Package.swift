// swift-tools-version: 6.2
// What is measured beside its peers: the bare stack (Hummingbird, our HTML and our Storage, nothing else), and
// the engines of legal time, of decisions, of allocation, of cases and of statistical messages.
import PackageDescription

let package = Package(
    name: "cais-bench",
    dependencies: [
        .package(name: "cais", path: ".."),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .executableTarget(
            name: "cais-bench",
            dependencies: [
                .product(name: "CaisFloor", package: "cais"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/CaisBench"),
        .executableTarget(
            name: "legal-time-bench",
            dependencies: [.product(name: "CaisLegalTime", package: "cais")],
            path: "Sources/LegalTimeBench"),
        .executableTarget(
            name: "decisions-bench",
            dependencies: [.product(name: "CaisDecisions", package: "cais")],
            path: "Sources/DecisionsBench"),
        .executableTarget(
            name: "cases-bench",
            dependencies: [.product(name: "CaisCases", package: "cais")],
            path: "Sources/CasesBench"),
        .executableTarget(
            name: "allocation-bench",
            dependencies: [.product(name: "CaisAllocation", package: "cais")],
            path: "Sources/AllocationBench"),
        .executableTarget(
            name: "sdmx-bench",
            dependencies: [.product(name: "CaisSDMX", package: "cais")],
            path: "Sources/SDMXBench"),
        .executableTarget(
            name: "protect-bench",
            dependencies: [.product(name: "CaisStatistics", package: "cais")],
            path: "Sources/ProtectBench"),
        .executableTarget(
            name: "statistics-bench",
            dependencies: [.product(name: "CaisStatistics", package: "cais")],
            path: "Sources/StatisticsBench"),
    ],
    swiftLanguageModes: [.v6]
)
