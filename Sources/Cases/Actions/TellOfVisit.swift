public import Kernel
public import Languages
public import Storage

extension Cases {
    /// Refuses staff where a colleague has the case, as every act at the desk does; to whom it is closed it is not there.
    public func actAtDesk(
        on reference: Reference, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        _ = try Case.findToAct(reference, principal, at: now, in: db)
    }

    /// Tells the person of a case what the office did with their visit: it was booked, or cancelled with a reason. Who may
    /// do so was asked before; two with one key are one.
    public func tellOfVisit(
        in kase: CaseID, at start: Moment, _ zone: Zone, cancelledBecause reason: String?,
        key: String, now: Moment, in db: Writer
    ) throws {
        let kase = try Case.stored(kase, in: db)
        try house.tell(kase, key: key, at: now, in: db) { t in
            let values = [
                "reference": kase.reference.text, "reason": reason ?? "",
                "date": t.date(zone.day(of: start)), "time": t.time(zone.minuteOfDay(of: start)),
            ]
            if reason == nil {
                return .init(
                    title: t("The office booked your visit"),
                    body: t(
                        "The office booked a visit in your case {reference}: {date}, {time}.",
                        values))
            }
            return .init(
                title: t("The office cancelled your visit"),
                body: t(
                    "The office cancelled the visit of {date}, {time} in your case {reference}. Its reason: {reason}",
                    values))
        }
    }

    /// Tells the person of a case that their turn at the office is near. It stands for minutes and has no effect.
    public func tellOfTurn(in kase: CaseID, key: String, now: Moment, in db: Writer) throws {
        let kase = try Case.stored(kase, in: db)
        try house.tell(kase, key: key, link: "/bookings", at: now, in: db) { t in
            .init(
                title: t("Your turn is near"),
                body: t(
                    "Few people are before you at the office. Stay where you see the numbers that are called."
                ))
        }
    }

    /// Reminds the person of a case of a visit that is to come; the notice leads to where it can be given back.
    public func remindOfVisit(
        in kase: CaseID, at start: Moment, _ zone: Zone, link: String, key: String, now: Moment,
        in db: Writer
    ) throws {
        let kase = try Case.stored(kase, in: db)
        try house.tell(kase, key: key, link: link, at: now, in: db) { t in
            let values = [
                "reference": kase.reference.text, "date": t.date(zone.day(of: start)),
                "time": t.time(zone.minuteOfDay(of: start)),
            ]
            return .init(
                title: t("Your visit is soon"),
                body: t(
                    "You have a visit in your case {reference}: {date}, {time}. If you cannot come, give the time back: somebody else needs it.",
                    values))
        }
    }

    /// The codes of the procedures for which people come to an office, whoever may know of them.
    public var visitServices: Set<String> {
        let visited = house.policy.procedures.filter { procedure in
            procedure.recusal == nil && !procedure.needToKnow
                || procedure.steps.contains(where: \.isByVisit)
        }
        return Set(visited.map(\.service))
    }

    /// A service in words: the first procedure that is served under its code.
    public func serviceTitle(_ code: String, _ t: Translator) -> String {
        house.policy.procedures.first { $0.service == code }?.title(t) ?? code
    }

    /// Which of some cases are closed to somebody of the staff, whichever office they serve.
    public func closed(
        _ cases: [CaseID], to principal: Principal, in db: Reader
    ) throws -> Set<CaseID> {
        if cases.isEmpty { return [] }
        let rows = try db.all(
            """
            SELECT id FROM kase
            WHERE id IN \(list: cases) AND NOT (\(principal.mayWork(on: "kase.id")))
            """)
        return Set(try rows.map { try $0[0] as CaseID })
    }
}
