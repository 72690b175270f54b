import Cases
import Formats
import Foundation
import Kernel
import Languages
import LegalTime
import Storage

/// The room of cases on a fresh store, with the policy and the texts of a project and with neighbours who hear nothing.
func house(_ project: String, _ location: Database.Location) async throws -> (Cases, Database) {
    let keys = try Keys(Keys.random(), compartment: .general)
    let database = try Database(location, compartment: .general, keys: keys)
    try await database.migrate(storageSchema + Cases.schema)
    let folder = NSTemporaryDirectory() + "cases-bench-\(ProcessInfo.processInfo.processIdentifier)"
    let policy = project + "/policy/pt"
    let holidays = try YAML.parse(
        text(policy + "/calendars/holidays.yaml"), file: "holidays.yaml")
    let cases = Cases(
        database: database, documents: Documents(folder: folder, keys: keys),
        policy: try Policy(PolicyFolder(path: policy)), zone: .utc,
        calendars: try HolidayCalendar(rules: holidays), neighbours: try neighbours(project),
        verifyBase: "https://cais.example")
    return (cases, database)
}

/// For what asks no store: it is made and left empty.
func memoryHouse(_ project: String) async throws -> Cases {
    let place = NSTemporaryDirectory() + "cases-bench-\(UUID().uuidString).sqlite"
    let (cases, database) = try await house(project, .sqlite(path: place))
    database.close()
    for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: place + ending)
    }
    return cases
}

/// One office for everybody, as in the invented case of the peer.
private func neighbours(_ project: String) throws -> Neighbours {
    guard let lisbon = PlaceCode("1106") else { throw Trouble(description: "no municipality") }
    let office = CaseOffice(id: LocationID(1), name: "Lisboa", place: lisbon)
    let texts = try languages(of: project)
    return Neighbours(
        nearestOffice: { _, _, _ in office }, office: { _, _ in office },
        placeName: { _, _ in office.name }, officeNumber: { _ in office.id },
        officers: { _, _ in [] }, municipalities: [(lisbon, "Lisboa")],
        notify: { _, _, _ in }, language: { _, _ in "pt" }, isInvented: { _, _ in true },
        addPeople: { _, _, _ in }, translator: { texts.translator($0) },
        visits: { _, _ in [] }, visitHappened: { _, _, _ in },
        releaseVisit: { _, _, _, _ in nil }, growVisit: { _, _, _, _, _ in .unchanged },
        mandates: { _, _, _ in [] },
        notices: { _, _, _ in CaseNotices(facts: [], byPost: []) },
        letterReturned: { _, _, _, _ in }, pdf: { _ in [] })
}

private func languages(of project: String) throws -> LanguageSet {
    let root = project + "/languages"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
    let wanted = paths.filter { $0.hasSuffix(".po") || $0.hasSuffix("locale.json") }.sorted()
    return try LanguageSet.load(
        files: try wanted.map { ("languages/" + $0, try text(root + "/" + $0)) })
}

private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
}
