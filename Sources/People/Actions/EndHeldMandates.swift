import Kernel
import Languages
import Storage

/// Tells a person that a mandate of theirs ended because its holder does not help, or has no account, any more.
typealias MandateEnded =
    @Sendable (_ grantor: PersonID, _ holder: String, ID<Mandate>, Writer, Moment) throws -> Void

/// The mandates that somebody held end with the task, or with the account, for which people gave them.
struct EndHeldMandates: Sendable {
    let holder: Account
    /// The body for which they helped; nil ends every mandate of theirs.
    let helper: OrganisationID?
    var told: MandateEnded = { _, _, _, _, _ in }

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let those: SQL = helper.map { body -> SQL in "helper = \(body)" } ?? "1 = 1"
        let rows = try db.all(
            """
            SELECT id, grantor FROM mandate
            WHERE holder = \(holder.id) AND revoked IS NULL AND \(those)
                AND (valid_to IS NULL OR valid_to > \(now))
            ORDER BY id
            """)
        for row in rows {
            let (mandate, grantor): (ID<Mandate>, PersonID) = (try row[0], try row[1])
            try db.run("UPDATE mandate SET revoked = \(now) WHERE id = \(mandate)")
            let event = JournalEvent(
                "mandate.ended", subject: "person/\(grantor)", ["mandate": "\(mandate)"])
            try db.record(event, by: principal, at: now)
            try told(grantor, holder.name, mandate, db, now)
        }
    }
}

extension People {
    /// The notice to whoever gave a mandate that ended.
    @Sendable func mandateEnded(
        _ grantor: PersonID, _ holder: String, _ mandate: ID<Mandate>, _ db: Writer, _ now: Moment
    ) throws {
        let t = languages.translator(try language(of: grantor, in: db))
        let notice = Notice(
            person: grantor, subject: "person/\(grantor)",
            title: t("Somebody acts for you no longer"),
            body: t(
                "{name} does not help people here any more, so what you let them do for you has ended. You can let somebody else act for you.",
                ["name": holder]),
            link: "/account#mandates", legalEffect: false, key: "mandate/\(mandate)/ended")
        try notify(notice, db, now)
    }
}
