import Kernel
import LegalTime

/// Somebody who came into a file as a child, and the last day on which they are one.
struct ComingOfAge: Sendable {
    let member: CaseMemberID
    let name: String
    let date: LegalDate
    /// How many days before it the office looks at it.
    let noticeDays: Int

    /// The last day as a child.
    var lastDay: Day? { date.derivation.end }

    /// A day that is not known comes last.
    fileprivate var order: Int32 { lastDay?.number ?? .max }

    /// Whether it comes within the days of notice.
    func isNear(on today: Day) -> Bool {
        guard let lastDay else { return false }
        return lastDay >= today && lastDay.days(since: today) <= noticeDays
    }

    /// Whether they are a child no longer.
    func isOver(on today: Day) -> Bool { lastDay.map { $0 < today } ?? false }
}

extension AgeRule {
    /// The last day on which somebody is a child; nil for whoever was none when they came in, and where no period is
    /// in force. Nothing is stored: it is counted from the birth each time.
    func lastDay(
        of person: PersonOfFile, cameIn day: Day, in calendar: WorkingCalendar, _ periods: Periods
    ) throws -> LegalDate? {
        guard relations.contains(person.relation), let rule = self.rule(in: periods, on: day),
            let start = rule.starts.first?.event, person.age(on: day) < rule.length,
            person.birth >= WorkingCalendar.first
        else { return nil }
        return try rule.derive([ClockEvent(start, person.birth)], in: calendar).map {
            LegalDate(derivation: $0, note: nil)
        }
    }
}

extension CaseHouse {
    /// The children of a file, whoever comes of age first; empty where the procedure names no age.
    func comingOfAge(
        _ members: [CaseMember], of kase: Case, _ history: CaseHistory
    ) throws -> [ComingOfAge] {
        guard let rule = try procedure(kase.procedure).comingOfAge else { return [] }
        let found = try members.compactMap { member -> ComingOfAge? in
            let date = try rule.lastDay(
                of: member.person, cameIn: zone.day(of: history.cameIn(member.id)),
                in: calendar(of: kase), policy.periods)
            return date.map {
                ComingOfAge(
                    member: member.id, name: member.person.name, date: $0,
                    noticeDays: rule.noticeDays)
            }
        }
        return found.sorted { ($0.order, $0.member) < ($1.order, $1.member) }
    }
}
