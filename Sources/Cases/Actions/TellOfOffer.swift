public import Kernel
import Languages
public import Storage

extension Cases {
    /// Tells the person of a case that a time for a visit is held for them until a moment, or, without one, that it is held
    /// no longer; the notice leads to where it is answered. Two with one key are one.
    public func tellOfOffer(
        in kase: CaseID, at start: Moment, until: Moment?, _ zone: Zone, link: String, key: String,
        now: Moment, in db: Writer
    ) throws {
        let kase = try Case.stored(kase, in: db)
        try house.tell(kase, key: key, link: link, at: now, in: db) { t in
            var values = [
                "reference": kase.reference.text, "date": t.date(zone.day(of: start)),
                "time": t.time(zone.minuteOfDay(of: start)),
            ]
            guard let until else {
                return .init(
                    title: t("A time for your visit is held no longer"),
                    body: t(
                        "The time {date}, {time} in your case {reference} is held for you no longer. If you wait on the list, you keep your place.",
                        values))
            }
            values["last"] = t.date(zone.day(of: until))
            values["hour"] = t.time(zone.minuteOfDay(of: until))
            return .init(
                title: t("A time for your visit is held for you"),
                body: t(
                    "{date}, {time} is held for all of you in your case {reference}. Answer by {last}, {hour}; after that it goes to the next household.",
                    values))
        }
    }

    /// Tells the person of a case that it waits for a time although they did not ask: nothing was free, or the office says
    /// why. The notice leads to where they see their place and say when they can come.
    public func tellOfList(
        in kase: CaseID, because reason: String?, link: String, key: String, now: Moment,
        in db: Writer
    ) throws {
        let kase = try Case.stored(kase, in: db)
        try house.tell(kase, key: key, link: link, at: now, in: db) { t in
            let values = ["reference": kase.reference.text, "reason": reason ?? ""]
            let why =
                reason == nil
                ? t("No time for a visit is free for all of you in your case {reference}.", values)
                : t(
                    "The office put your case {reference} on the list for a visit. Its reason: {reason}",
                    values)
            let next = t(
                "You wait on the list: as soon as a time fits, it is held for you and you are told. Say when you can come, so that no time is held in vain."
            )
            return .init(title: t("You wait for a time for your visit"), body: why + " " + next)
        }
    }
}
