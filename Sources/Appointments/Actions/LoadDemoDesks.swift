import Kernel
import Storage

/// Two desks at each office, open on working days for six weeks: invented, and marked so.
struct LoadDemoDesks: Sendable {
    let offices: [LocationID]
    let services: [String]
    let from: Day
    let zone: Zone
    let isOpen: @Sendable (Day) -> Bool

    func perform(in db: Writer) throws -> (desks: Int, slots: Int) {
        var slots = 0
        for office in offices {
            for number in 1...desksPerOffice { slots += try open(number, at: office, in: db) }
        }
        return (offices.count * desksPerOffice, slots)
    }

    private func open(_ number: Int, at office: LocationID, in db: Writer) throws -> Int {
        // The same number in every run: an office's own, moved by the desk's.
        let id = DeskID((office.value ^ Int64(number)) & Int64.max)
        try SetUpDesk(
            id: id, location: office, name: String(number), services: services,
            timing: Service(step: 20, minutesFirst: 20, minutesEach: 20), isDemo: true
        ).perform(in: db)
        var added = 0
        for day in (0..<42).map({ from.adding(days: $0) }) where isOpen(day) {
            for minutes in demoHours {
                added += try OpenDesk(desk: id, day: day, minutes: minutes, zone: zone).perform(
                    in: db)
            }
        }
        return added
    }
}

private let desksPerOffice = 2
/// 09:00-12:20 and 14:00-16:00.
private let demoHours = [540..<740, 840..<960]
