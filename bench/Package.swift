// swift-tools-version: 6.2
// The bare stack of Cais beside its peers: Hummingbird, our HTML and our Storage, nothing else.
import PackageDescription

let package = Package(
    name: "cais-bench",
    dependencies: [
        .package(name: "cais", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
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
            path: "Sources/CaisBench")
    ],
    swiftLanguageModes: [.v6]
)
