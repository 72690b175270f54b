public import Kernel
import Storage

/// A counter of each body at one centre, open on the mornings of four weeks: invented, and marked so.
struct LoadDemoCounters: Sendable {
    let office: LocationID
    let counters: [Counter]
    let from: Day
    let zone: Zone
    let isOpen: @Sendable (Day) -> Bool

    func perform(in db: Writer) throws -> (desks: Int, slots: Int) {
        var slots = 0
        for (index, counter) in counters.enumerated() {
            // The same number in every run, and none of the office's own desks.
            let id = DeskID((office.value ^ Int64(demoNumber + index)) & Int64.max)
            let name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index)))
            try SetUpDesk(
                id: id, location: office, name: name, services: [counter.service],
                timing: Service(step: 20, minutesFirst: 20, minutesEach: 10), isDemo: true,
                body: counter.organisation
            ).perform(in: db)
            for day in (0..<28).map({ from.adding(days: $0) }) where isOpen(day) {
                slots += try OpenDesk(desk: id, day: day, minutes: demoMorning, zone: zone)
                    .perform(in: db)
            }
        }
        return (counters.count, slots)
    }
}

extension Appointments {
    /// Invented counters of other bodies at one centre, those that give a number; asked again it adds nothing.
    public func loadDemoCounters(
        at office: LocationID, services: [String], from day: Day, zone: Zone,
        isOpen: @escaping @Sendable (Day) -> Bool
    ) async throws -> [String] {
        let demo = LoadDemoCounters(
            office: office, counters: asks.counters().filter { services.contains($0.service) },
            from: day, zone: zone, isOpen: isOpen)
        let added = try await database.write { db in try demo.perform(in: db) }
        return ["\(added.desks) counters of other bodies with \(added.slots) times (invented)"]
    }
}

private let demoNumber = 100
/// 09:00-13:20.
private let demoMorning = 540..<800
