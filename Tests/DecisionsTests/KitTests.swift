import Formats
import Foundation
import Kernel
import Testing

@testable import Decisions

/// Where the DMN Technology Compatibility Kit stands: beside the project, or where CAIS_DMN_TCK says.
private let kit =
    ProcessInfo.processInfo.environment["CAIS_DMN_TCK"]
    ?? FileManager.default.currentDirectoryPath + "/../shared/data/procedures/dmn-tck"

private func folders(_ level: String) -> [String] {
    let path = kit + "/compliance-level-" + level
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted().map {
        path + "/" + $0
    }
}

private func files(_ folder: String, _ suffix: String) throws -> [DecisionFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { $0.hasSuffix(suffix) }.map {
        DecisionFile(
            Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))), file: $0)
    }
}

private func run(_ folder: String, version: String? = nil) throws -> KitGroup {
    var models = try files(folder, ".dmn")
    if let version {
        models = models.map {
            let text = String(decoding: $0.bytes, as: UTF8.self)
                .replacingOccurrences(
                    of: "https://www.omg.org/spec/DMN/20230324/MODEL/", with: version)
            return DecisionFile(Array(text.utf8), file: $0.file)
        }
    }
    let kit = KitFolder(name: folder, models: models, tests: try files(folder, ".xml"))
    return kit.run(
        world: DecisionWorld(
            zones: { name in
                let path = "/usr/share/zoneinfo/" + name
                return FileManager.default.contents(atPath: path).flatMap {
                    Zone(tzif: [UInt8]($0))
                }
            }, now: Moment(secondsSince1970: 1_764_000_000)))
}

/// Says loudly that the kit is not there; the other tests of this room do not need it.
private func isThere() -> Bool {
    if !folders("2").isEmpty { return true }
    print("SKIPPED: 2,428 cases of the DMN kit: \(kit) is not there; set CAIS_DMN_TCK")
    return false
}

@Test func `all results of level 2 of the kit are right`() throws {
    guard isThere() else { return }
    let groups = try folders("2").map { try run($0) }
    let failures = groups.flatMap { group in
        group.results.compactMap { result in result.failure.map { "\(result.name): \($0)" } }
    }
    #expect(failures == [])
    #expect(groups.reduce(0) { $0 + $1.passed() } == 82)
}

@Test(arguments: [
    "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
])
func `level 2 has the same results in each older version`(_ version: String) throws {
    guard isThere() else { return }
    #expect(try folders("2").reduce(0) { try $0 + run($1, version: version).failed() } == 0)
}

@Test func `all results of level 3 of the kit are right`() throws {
    guard isThere() else { return }
    let groups = try folders("3").map { try run($0) }
    let failures = groups.flatMap { group in
        group.results.compactMap { result in
            result.failure.map { "\(group.name.suffix(30)) \(result.name): \($0)" }
        }
    }
    #expect(failures == [])
    #expect(groups.reduce(0) { $0 + $1.passed(null: false) } == 1_118)
    #expect(groups.reduce(0) { $0 + $1.passed(null: true) } == 1_228)
}

/// What is rightly found in models of the kit whose cases all expect values, with the reason; none is known.
private let rightly: [String: String] = [:]

@Test func `no type is called wrong where the kit expects values`() throws {
    guard isThere() else { return }
    var (found, count): ([String], Int) = ([], 0)
    for folder in folders("2") + folders("3") {
        let results = try run(folder).results
        guard !results.isEmpty, !results.contains(where: \.expectsNull) else { continue }
        count += 1
        let models = try files(folder, ".dmn")
        for home in models {
            let model = try DecisionModel(
                home.bytes, file: home.file, imports: models.filter { $0.file != home.file },
                isLenient: true)
            found += model.mistakes.map(\.description)
        }
    }
    #expect(found.filter { rightly[$0] == nil } == [])
    #expect(count > 20)
}
