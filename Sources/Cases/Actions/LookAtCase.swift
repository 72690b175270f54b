import Kernel
import Storage

/// Somebody who works here opens a case: who, when and for which purpose stays for the person to read.
struct LookAtCase {
    let reference: Reference
    var opened = LookedThing.file

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Case {
        let kase = try Case.findForStaff(reference, principal, in: db)
        try kase.noteLook(by: principal, opened, at: now, in: db)
        return kase
    }
}

/// What somebody opened of a file.
enum LookedThing: String, Storable, Sendable {
    case file, document, letter, dossier
    /// Beside another file, to tell whether both name one person.
    case comparison
    /// A question to another body, with what of the file goes with it.
    case question
}

extension Case {
    /// Keeps that somebody of the staff looked, for the purpose of the duty that let them in, and what they opened; a
    /// person's look at their own case is nobody's business.
    func noteLook(
        by principal: Principal, _ opened: LookedThing = .file, at now: Moment, in db: Writer
    ) throws {
        guard !isErased, access(of: principal) == .staff,
            let purpose = principal.purpose(at: office)
        else { return }
        try LookLine.keep(id, principal, for: purpose, opened, at: now, in: db)
    }
}

extension Principal {
    /// The purpose of the duty that opens the files of an office; nil where none does.
    func purpose(at office: LocationID) -> Purpose? {
        duties.first {
            Principal(account: account, person: person, name: name, duties: [$0]).serves(office)
        }?.purpose
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
    /// What they opened; nil in rows of the time when it was not kept, and for a list.
    var opened: LookedThing?

    /// Keeps one look of somebody who is not the file's person; they were found to have a part in it before.
    static func keep(
        _ kase: CaseID, _ principal: Principal, for purpose: Purpose, _ opened: LookedThing,
        at now: Moment, in db: Writer
    ) throws {
        try db.send(
            """
            INSERT INTO looked (id, kase, account, name, purpose, at, opened)
            VALUES (\(ID<LookLine>.new(at: now)), \(kase), \(principal.account), \(principal.name),
                \(purpose), \(now), \(opened))
            """)
    }

    /// The latest looks of a case.
    static func ahead(of kase: CaseID, in db: Reader) throws -> Ahead<[LookLine]> {
        try db.ahead(
            """
            SELECT name, purpose, at, mandate, how, opened FROM looked WHERE kase = \(kase)
            ORDER BY at DESC, id DESC LIMIT \(looksMax)
            """
        ) { rows in
            try rows.map { row in
                let (mandate, how): (String?, String?) = (try row[3], try row[4])
                return LookLine(
                    name: try row[0], purpose: try row[1], at: try row[2],
                    isForPerson: mandate != nil, isList: how != nil, opened: try row[5])
            }
        }
    }
}

/// What somebody looked at on one day, and how often.
struct DayOfLooks: Sendable, Equatable {
    let day: Day
    let name: String
    let isForPerson: Bool
    var isList = false
    var purpose = Purpose.status
    var opened: LookedThing?
    var times: Int

    /// One line for each person, day and reason, latest first; an oldest day that may be cut in two is
    /// left out.
    static func days(_ looks: [LookLine], in zone: Zone) -> [DayOfLooks] {
        var days: [DayOfLooks] = []
        for look in looks {
            let day = zone.day(of: look.at)
            let known = days.lastIndex {
                $0.day == day && $0.name == look.name && $0.isForPerson == look.isForPerson
                    && $0.isList == look.isList && $0.purpose == look.purpose
                    && $0.opened == look.opened
            }
            if let known {
                days[known].times += 1
            } else {
                days.append(
                    DayOfLooks(
                        day: day, name: look.name, isForPerson: look.isForPerson,
                        isList: look.isList, purpose: look.purpose, opened: look.opened,
                        times: 1))
            }
        }
        if looks.count >= looksMax, let oldest = days.last?.day, days[0].day != oldest {
            days.removeAll { $0.day == oldest }
        }
        return Array(days.prefix(lookLinesMax))
    }

    /// Whether a page that shows so many of these looks may have left some out.
    static func areCut(_ looks: [LookLine], _ days: [DayOfLooks]) -> Bool {
        looks.count >= looksMax || days.count >= lookLinesMax
    }
}

/// What is counted by the day.
private let looksMax = 1_000
/// Enough for a page; the whole list is the person's to ask for.
private let lookLinesMax = 50
