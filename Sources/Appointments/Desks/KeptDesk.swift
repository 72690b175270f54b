import Kernel
import Storage

/// A desk of the agency as its supervisor sees it.
struct KeptDesk: Sendable {
    let desk: Desk
    let office: LocationID
    let services: Set<String>
    /// Visits that are still to come.
    let visits: Int

    var id: DeskID { desk.id }
    var setting: DeskSetting {
        DeskSetting(name: desk.name, services: services, timing: desk.service)
    }

    /// Those of an office; retired ones only while visits stand at them.
    static func all(at office: LocationID, at now: Moment, in db: Reader) throws -> [KeptDesk] {
        let services = try Desk.services(at: office, in: db)
        var visits: [DeskID: Int] = [:]
        let counts = try db.all(
            """
            SELECT desk, COUNT(*) FROM visit
            WHERE location = \(office) AND state = 'booked' AND start > \(now) GROUP BY desk
            """)
        for row in counts { visits[try row[0]] = try row[1] }
        return try Desk.own(at: office, in: db).map { desk in
            KeptDesk(
                desk: desk, office: office, services: services[desk.id] ?? [],
                visits: visits[desk.id] ?? 0)
        }
    }

    /// One of an office that somebody supervises, and that still opens; to everyone else it does not exist.
    static func find(
        _ id: DeskID, for principal: Principal, at now: Moment, in db: Reader
    ) throws -> KeptDesk {
        let office: LocationID? = try db.value("SELECT location FROM desk WHERE id = \(id)")
        guard let office, principal.supervises(office),
            let found = try all(at: office, at: now, in: db).first(where: { $0.id == id }),
            !found.desk.isRetired
        else { throw Refused.notFound }
        return found
    }

    /// What another setting would change, for one person and for a household of four.
    func whatIf(_ setting: DeskSetting, at now: Moment, in db: Reader) throws -> [DeskWhatIf] {
        let free = try db.all(
            """
            SELECT desk, start, minutes FROM slot
            WHERE desk = \(id) AND start > \(now) AND start < \(now.adding(seconds: aheadSeconds))
                AND \(isFree(at: now))
            ORDER BY start
            """
        ).map { FreeSlot(desk: try $0[0], start: try $0[1], minutes: try $0[2]) }
        return [1, 4].map {
            DeskWhatIf($0, free: free, from: desk.service, to: setting.timing)
        }
    }
}

/// As far as times are opened.
private let aheadSeconds: Int64 = 60 * 86_400
