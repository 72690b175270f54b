import Kernel
import Storage

/// Somebody who works here opens a case: who, when and for which purpose stays for the person to read.
struct LookAtCase {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Case {
        let kase = try Case.findForStaff(reference, principal, in: db)
        try kase.noteLook(by: principal, at: now, in: db)
        return kase
    }
}

extension Case {
    /// Keeps that somebody of the staff looked; a person's look at their own case is nobody's business.
    func noteLook(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard access(of: principal) == .staff else { return }
        try db.run(
            """
            INSERT INTO looked (id, kase, account, name, purpose, at)
            VALUES (\(ID<LookLine>.new(at: now)), \(id), \(principal.account), \(principal.name), \(Purpose.status),
                \(now))
            """)
    }
}

/// One look at a case.
struct LookLine: Sendable {
    let name: String
    let purpose: Purpose
    let at: Moment
    /// Whether they acted for the person.
    let isForPerson: Bool
    /// Whether it was a line of a list that they took along.
    var isList = false

    /// The latest looks of a case.
    static func all(of kase: CaseID, in db: Reader) throws -> [LookLine] {
        try db.all(
            """
            SELECT name, purpose, at, mandate, how FROM looked WHERE kase = \(kase) ORDER BY at DESC, id DESC LIMIT \(looksMax)
            """
        ).map { row in
            let (mandate, how): (String?, String?) = (try row[3], try row[4])
            return LookLine(
                name: try row[0], purpose: try row[1], at: try row[2], isForPerson: mandate != nil,
                isList: how != nil)
        }
    }
}

/// What somebody looked at on one day, and how often.
struct DayOfLooks: Sendable, Equatable {
    let day: Day
    let name: String
    let isForPerson: Bool
    var isList = false
    var times: Int

    /// One line for each person, day and reason, latest first; an oldest day that may be cut in two is
    /// left out.
    static func days(_ looks: [LookLine], in zone: Zone) -> [DayOfLooks] {
        var days: [DayOfLooks] = []
        for look in looks {
            let day = zone.day(of: look.at)
            let known = days.lastIndex {
                $0.day == day && $0.name == look.name && $0.isForPerson == look.isForPerson
                    && $0.isList == look.isList
            }
            if let known {
                days[known].times += 1
            } else {
                days.append(
                    DayOfLooks(
                        day: day, name: look.name, isForPerson: look.isForPerson,
                        isList: look.isList, times: 1))
            }
        }
        if looks.count >= looksMax, let oldest = days.last?.day, days[0].day != oldest {
            days.removeAll { $0.day == oldest }
        }
        return Array(days.prefix(lookLinesMax))
    }
}

/// What is counted by the day.
private let looksMax = 1_000
/// Enough for a page; the whole list is the person's to ask for.
private let lookLinesMax = 50
