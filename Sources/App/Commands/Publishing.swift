import Figures
import Formats
import Kernel
import Storage

/// Publishes today's numbers now: what was published of today is replaced, on purpose and by name.
public func snapshotFigures(_ options: Options) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let publishing = house.publishing
    let now = systemClock()
    let kept = try await house.database.write { db -> Int in
        let count = try publishing.publish(anew: true, at: now, in: db)
        try db.record(
            JournalEvent("figures.published", subject: "figures", ["figures": String(count)]),
            by: .house, at: now)
        return count
    }
    let day = house.zone.day(of: now)
    return Answer(
        "\(kept) figures published for \(day)",
        ["figures": .int(kept), "day": .string(day.description)])
}
