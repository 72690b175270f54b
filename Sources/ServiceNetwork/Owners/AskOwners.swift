import FoundationEssentials
public import Kernel
public import Languages
import Storage

/// Asks the owner of each overdue field once a week whether it still holds, all of an owner's places in one mail.
struct AskOwners {
    let directory: DirectorySnapshot
    var token: () -> String = Keys.randomText

    /// How many owners were asked.
    @discardableResult
    func perform(at now: Moment, in db: Writer) throws -> Int {
        let asked = try OwnerAsk.all(in: db)
        let overdue = try OverduePlace.all(of: directory, on: now.utcDay, in: db)
        let owners = Dictionary(grouping: overdue.filter { $0.owner != nil }) { $0.owner ?? "" }
        let due = owners.filter { asked[$0.key]?.isOver(at: now) ?? true }.sorted {
            $0.key < $1.key
        }
        for (owner, places) in due { try ask(owner, places, at: now, in: db) }
        return due.count
    }

    private func ask(
        _ owner: String, _ places: [OverduePlace], at now: Moment, in db: Writer
    ) throws {
        let token = self.token()
        let fields = places.reduce(0) { $0 + $1.checks.count }
        try db.run(
            """
            INSERT INTO owner_ask (address, asked_at, fields, link_hash, link_ends)
            VALUES (\(owner), \(now), \(fields), \(OwnerAsk.hash(token, db.keys)),
                \(now.adding(seconds: linkSeconds)))
            ON CONFLICT (address) DO UPDATE SET asked_at = excluded.asked_at, fields = excluded.fields,
                link_hash = excluded.link_hash, link_ends = excluded.link_ends
            """)
        let letter = OwnerLetter(
            to: owner, token: token,
            places: places.map { one in
                OwnerLetter.Lines(name: one.place.name, fields: one.checks.map(\.field.rawValue))
            })
        try db.post(
            OwnerLetter.kind, key: "network/owner/\(hex(OwnerAsk.hash(token, db.keys)))",
            body: [UInt8](JSONEncoder().encode(letter)), due: now, at: now)
        try db.record(
            JournalEvent(
                "directory.owner.asked", subject: "directory",
                [
                    "places": places.map { "\($0.place.id)" }.joined(separator: " "),
                    "fields": "\(fields)",
                ]),
            by: .house, at: now)
    }
}

/// The mail to an owner, as the outbox carries it: what is overdue, and the link that opens the page about it.
public struct OwnerLetter: Codable, Sendable {
    public static let kind = "network.owner"

    public let to: String
    let token: String
    let places: [Lines]

    struct Lines: Codable, Sendable, Equatable {
        let name: String
        let fields: [String]
    }

    /// `address` is that of the house.
    public func words(_ t: Translator, address: String) -> (subject: String, text: String) {
        let lines = places.map { place in
            place.name + ": "
                + t.list(place.fields.compactMap { PlaceField(rawValue: $0)?.words(t) })
        }
        let text = [
            t("The directory of help says this of you, and nobody has confirmed it for too long:"),
            lines.joined(separator: "\n"),
            t("Here you say that it still holds, or what has changed:"),
            address + "/directory/owner/" + token,
        ]
        return (t("Does this still hold?"), text.joined(separator: "\n\n") + "\n")
    }
}

extension ServiceNetwork {
    /// Once a night: asks the owners of overdue fields whom nobody asked within a week. Returns how many.
    @discardableResult
    public func askOwners(at now: Moment) async throws -> Int {
        try await database.write { db in
            try AskOwners(directory: try shelf.snapshot(in: db)).perform(at: now, in: db)
        }
    }
}

/// Two weeks more than the next mail takes: who was away still gets in.
private let linkSeconds: Int64 = 21 * 86_400
