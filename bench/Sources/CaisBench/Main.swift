import Foundation
import Hummingbird
import Kernel
import Logging
import Storage
import Web

/// `cais-bench serve --engine sqlite|postgres --store DIR|URL --port N`: the contract of bench/README.md.
@main
struct CaisBench {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func value(_ name: String) -> String? {
            arguments.firstIndex(of: name).flatMap {
                arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil
            }
        }
        guard arguments.first == "serve", let engine = value("--engine"),
            let store = value("--store"),
            let port = value("--port").flatMap(Int.init),
            let connections = Int(value("--connections") ?? "8")
        else {
            FileHandle.standardError.write(
                Data("usage: cais-bench serve --engine E --store S --port N [--connections N]\n".utf8))
            exit(2)
        }
        let location: Database.Location =
            engine == "sqlite"
            ? .sqlite(path: store + "/bench.sqlite")
            : .postgres(url: store)
        // The peers' tables stand in PostgreSQL's own schema, which a compartment of that name uses.
        let compartment = Compartment("public") ?? .general
        let keys = try Keys([UInt8](repeating: 7, count: 32), compartment: compartment)
        let database = try Database(
            location, compartment: compartment, keys: keys, connections: connections)
        let router = Router(context: BasicRequestContext.self, options: [])
        Reading(database: database).add(to: router)
        let asksFirst = ProcessInfo.processInfo.environment["BENCH_ASKS_FIRST"] == "1"
        Writing(database: database, asksFirst: asksFirst).add(to: router)
        var application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port), backlog: 1_024),
            eventLoopGroupProvider: .shared(EventLoops.shared))
        application.logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        try await application.runService()
    }
}
