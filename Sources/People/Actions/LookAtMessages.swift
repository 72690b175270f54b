import Kernel
import Storage

/// Somebody saw the list of a person's messages under a mandate: kept once a day, for that person to read.
struct LookAtMessages {
    let mandate: HeldMandate

    func perform(by principal: Principal, at now: Moment, on day: Day, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO message_list_look (person, account, mandate, day, name, at)
            VALUES (\(mandate.person), \(principal.account), \(mandate.id), \(day),
                \(principal.name), \(now))
            ON CONFLICT DO NOTHING
            """)
    }

    /// Who saw the list of a person's messages, latest first.
    static func readings(of person: PersonID, in db: Reader) throws -> [Reading] {
        try db.all(
            """
            SELECT at, name FROM message_list_look WHERE person = \(person)
            ORDER BY day DESC, at DESC LIMIT \(readingsMax)
            """
        ).map { Reading(when: try $0[0], who: try $0[1], what: .messageList) }
    }
}
