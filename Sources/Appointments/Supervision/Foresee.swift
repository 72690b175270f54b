import Kernel
import Storage

/// Asks what a closure would do: whom it would end, and what would be free then.
struct Foresee: Sendable {
    let closing: Closing
    let zone: Zone

    func run(at now: Moment, in db: Reader) throws -> (visits: [Visit], whatIf: WhatIf) {
        let visits = try Visit.ended(by: closing, zone, at: now, in: db)
        let desks = try Desk.own(at: closing.office, in: db)
        let whatIf = WhatIf(
            closing, zone, ending: visits, free: try free(desks, at: now, in: db),
            added: try added(desks, in: db), desks: desks,
            services: try Desk.services(at: closing.office, in: db),
            notBefore: now.adding(seconds: noticeSeconds))
        return (visits, whatIf)
    }

    private func free(_ desks: [Desk], at now: Moment, in db: Reader) throws -> [FreeSlot] {
        let end = now.adding(seconds: aheadSeconds)
        return try db.all(
            """
            SELECT desk, start, minutes FROM slot
            WHERE desk IN \(list: desks.map(\.id)) AND start > \(now) AND start < \(end) AND \(isFree(at: now))
            ORDER BY desk, start
            """
        ).map { FreeSlot(desk: try $0[0], start: try $0[1], minutes: try $0[2]) }
    }

    /// The times of the day that would open in exchange, where there are none yet.
    private func added(_ desks: [Desk], in db: Reader) throws -> [FreeSlot] {
        guard let day = closing.exchange else { return [] }
        let known = try db.all(
            """
            SELECT desk, start, minutes FROM slot WHERE desk IN \(list: desks.map(\.id))
                AND start >= \(zone.moment(day)) AND start < \(zone.moment(day.adding(days: 1)))
            """
        ).map { FreeSlot(desk: try $0[0], start: try $0[1], minutes: try $0[2]) }
        return try closing.exchanged(in: db).flatMap { desk, minutes -> [FreeSlot] in
            guard let step = desks.first(where: { $0.id == desk })?.service.step else { return [] }
            return stride(from: minutes.lowerBound, to: minutes.upperBound - step + 1, by: step)
                .map { minute in
                    let start = zone.moment(day, hour: minute / 60, minute: minute % 60)
                    return FreeSlot(desk: desk, start: start, minutes: step)
                }
                .filter { slot in
                    !known.contains {
                        $0.desk == desk && $0.start < slot.end && slot.start < $0.end
                    }
                }
        }
    }
}

extension Closing {
    /// The hours of the first closed day, which open on another one; only those at which there are times to book.
    func exchanged(in db: Reader) throws -> [(DeskID, Range<Int>)] {
        let own: SQL = desk.map { "AND o.desk = \($0)" } ?? ""
        return try db.all(
            """
            SELECT o.desk, o.from_minute, o.to_minute FROM opening o JOIN desk d ON d.id = o.desk
            WHERE d.location = \(office) AND o.day = \(days.lowerBound) \(own)
                AND EXISTS (SELECT 1 FROM slot s WHERE s.desk = o.desk)
            ORDER BY o.desk, o.from_minute
            """
        ).map { row in
            let (from, to): (Int, Int) = (try row[1], try row[2])
            return (try row[0], from..<to)
        }
    }
}

/// As far as times are opened.
private let aheadSeconds: Int64 = 60 * 86_400
/// Nobody is asked to come within a day.
private let noticeSeconds: Int64 = 86_400
