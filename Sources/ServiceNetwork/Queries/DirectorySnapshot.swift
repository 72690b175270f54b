import Kernel
import Storage
import Synchronization

/// A place with everything that a search asks about; shared, for it is handed on in every search.
final class ShelvedPlace: Sendable {
    let place: Place
    let services: PlaceServices
    let detail: PlaceDetail?
    let times: OpeningTimes
    /// Folded words by which it is found: its name, its municipality, its address, what it says of itself.
    let searched: [UInt8]
    /// Whom it takes, where it says so as a rule.
    let rule: EligibilityRule?
    /// Where it stands among all by name.
    let order: Int
    let isOffered: Bool

    init(
        _ place: Place, _ services: PlaceServices?, _ detail: PlaceDetail?, _ times: OpeningTimes?,
        order: Int
    ) {
        (self.place, self.detail, self.order) = (place, detail, order)
        isOffered = place.isOffered
        self.services = services ?? PlaceServices()
        self.times = times ?? OpeningTimes()
        searched = searchedBytes(place, detail)
        rule = detail?.eligibilityRule.flatMap { EligibilityRule($0) }
    }

    func isFound(by words: [[UInt8]]) -> Bool { words.allSatisfy { holds($0, in: searched) } }
}

/// The directory as it stands at a version, read once and asked many times.
struct DirectorySnapshot: Sendable {
    let version: Int
    let municipalities: [Municipality]
    let towns: Gazetteer
    let places: [ShelvedPlace]
    let sizes: [NetworkSize]
    let lines: [ContactLine]
    /// Places that came with feeds of other directories.
    let feeds: [FeedPlace]
    /// The languages that some place says are spoken there.
    let spoken: [String]
    let hasRules: Bool

    let coverages = Kept<CoverageKey, Coverage>()
    let plans = Kept<ItinerantPlan.Key, ItinerantPlan>()
    let reaches = Kept<PlaceCode, MunicipalReach>()
    /// The signed page to take along, of one day.
    let offline = Kept<Day, [UInt8]>(valuesMax: 1)
    let located = Kept<Int, LocatedRecords>(valuesMax: 1)

    init(in db: Reader) throws {
        version = try Self.version(in: db)
        municipalities = try Municipality.all(in: db)
        towns = Gazetteer(municipalities)
        sizes = try NetworkSize.all(in: db)
        lines = try ContactLine.all(in: db)
        feeds = try FeedPlace.all(in: db)
        let services = try Place.services(in: db)
        let details = try PlaceDetail.all(in: db)
        let times = try OpeningTimes.all(in: db)
        let standing = try Place.standing(in: db)
        let byName = standing.sorted { ($0.searched, $0.id) < ($1.searched, $1.id) }
        let order = Dictionary(uniqueKeysWithValues: zip(byName.map(\.id), 0...))
        places = standing.map { place in
            ShelvedPlace(
                place, services[place.id], details[place.id], times[place.id],
                order: order[place.id] ?? 0)
        }
        spoken = Set(places.flatMap { $0.detail?.languages ?? [] }).sorted()
        hasRules = places.contains { $0.rule != nil }
    }

    static func version(in db: Reader) throws -> Int {
        try db.value("SELECT version FROM directory_version WHERE only_row = 1") ?? 0
    }
}

private func searchedBytes(_ place: Place, _ detail: PlaceDetail?) -> [UInt8] {
    let parts: [String?] = [
        place.name, place.municipality.name, place.address, place.kind.official,
        detail?.eligibility,
        detail?.area, detail?.cost,
    ]
    return Array(searchable(parts.compactMap { $0 }.joined(separator: " ")).utf8)
}

/// Whether some bytes stand within others.
private func holds(_ word: [UInt8], in text: [UInt8]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return word.isEmpty }
    return (0...text.count - word.count).contains { start in
        text[start] == first && text[start..<start + word.count].elementsEqual(word)
    }
}

/// Keeps the snapshot that was read last. A version is drawn at random, so what a transaction reads of its own and then
/// rolls back is never taken for what another one wrote.
final class DirectoryShelf: Sendable {
    private let kept = Mutex<DirectorySnapshot?>(nil)

    func snapshot(in db: Reader) throws -> DirectorySnapshot {
        let version = try DirectorySnapshot.version(in: db)
        if let known = kept.withLock({ $0 }), known.version == version { return known }
        let new = try DirectorySnapshot(in: db)
        kept.withLock { $0 = new }
        return new
    }
}

extension DirectorySnapshot {
    /// Whoever changed the directory draws its new version last, in the same transaction.
    static func change(in db: Writer) throws {
        let version = Int64.random(in: 1...Int64.max)
        try db.run("UPDATE directory_version SET version = \(version) WHERE only_row = 1")
    }
}
