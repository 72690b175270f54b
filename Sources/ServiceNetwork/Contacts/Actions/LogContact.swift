import Kernel
import Storage

/// Counts one contact at a centre.
struct LogContact {
    let draft: ContactDraft
    let centre: ContactCentre
    /// What a browser made for it; nil where a form is its only sending.
    var key: String?
    var secondsAgo = 0

    /// A key that came before changes nothing, also where its contact was taken back since.
    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let id = ID<ServiceContactThing>.new(at: now)
        let made = now.adding(seconds: -Int64(secondsAgo))
        let isNew = try db.run(
            """
            INSERT INTO service_contact (id, key, location, account, made_at, day, received_at, taxonomy, topic,
                language, channel, outcome, sex, age, invented)
            VALUES (\(id), \(key), \(centre.id), \(person.account), \(made), \(centre.zone.day(of: made)), \(now),
                'claim-topics', \(draft.topic), \(draft.language), \(draft.channel), \(draft.outcome),
                \(draft.sex), \(draft.age), 0)
            ON CONFLICT (key) DO NOTHING
            """)
        if isNew == 0 { return }
        try db.record(
            JournalEvent(
                "contact.logged", subject: contactSubject(centre.id), ["contact": "\(id)"]),
            by: person, at: now)
    }
}

/// Takes back a contact that one logged oneself, some minutes long.
struct UndoContact {
    let contact: ID<ServiceContactThing>

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let row = try db.first(
            """
            SELECT id, location, topic, language, channel, outcome, made_at, received_at FROM service_contact
            WHERE id = \(contact) AND account = \(person.account)
                AND location IN \(list: person.contactCentres) AND undone_at IS NULL
            """)
        guard let row else { throw Refused.notFound }
        guard try LoggedContact(row: row).canBeUndone(at: now) else {
            throw Refused(
                .conflict, "A contact can be taken back for {n} minutes only.",
                ["n": String(contactUndoMinutes)])
        }
        try db.run("UPDATE service_contact SET undone_at = \(now) WHERE id = \(contact)")
        try db.record(
            JournalEvent(
                "contact.undone", subject: contactSubject(try row["location"]),
                ["contact": "\(contact)"]),
            by: person, at: now)
    }
}

/// One chain a centre.
func contactSubject(_ centre: LocationID) -> String { "contacts/\(centre)" }
